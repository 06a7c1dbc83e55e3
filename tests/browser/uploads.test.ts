import fs from 'node:fs';
import path from 'node:path';
import { openBrowser, type Browser } from '../support/browser';
import { genuine, plain } from '../support/files';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';

let club: ServedClub;
let browser: Browser;
/** The requests that a script of an uploaded file would make. */
const stolen: string[] = [];
const violations: string[] = [];

const script = `fetch('/admin/access-token', { method: 'POST' }); document.title = 'ran'; top.ran = true;`;

/** A quarter of a second of silence. */
const silence = (): Buffer => {
  const samples = 2000;
  const head = Buffer.from(
    'RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00',
    'latin1',
  );
  head.writeUInt32LE(36 + samples, 4);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
};

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  browser = await openBrowser();
  browser.page.on('request', (request) => {
    if (request.url().endsWith('/admin/access-token') && request.headers()['referer']?.includes('/uploads/'))
      stolen.push(request.url());
  });
  browser.page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const lay = (name: string, content: Uint8Array | string): string => {
  fs.writeFileSync(path.join(club.publicFolder, 'uploads', name), content);
  return `${club.url}/uploads/${name}`;
};

const inner = `<script>${script}</script><script src="/uploads/steal.js"></script>`;
const hostile: Record<string, string> = {
  'steal.html': `<!doctype html><title>still</title>${inner}`,
  'steal.svg': `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><script>${script}</script><script xlink:href="/uploads/steal.js"/></svg>`,
  'steal.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>still</title>${inner}</head></html>`,
  'steal.xml': `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${script}</x:script>`,
  'steal.png': `<!doctype html><title>still</title>${inner}`,
};

test.each(Object.keys(hostile))('an old %s runs no script, opened by a super administrator', (name) =>
  browser.watch(`opens ${name}`, async (page) => {
    lay('steal.js', script);
    const address = lay(name, hostile[name] ?? '');
    // A file that is saved rather than shown ends the navigation.
    await page.goto(address).catch(() => undefined);
    expect(await page.title()).not.toBe('ran');
    await page.goto(`${club.url}/admin/`);
    for (const element of ['iframe', 'object', 'embed', 'script'])
      await page.evaluate(
        `new Promise((resolve) => {
          const element = document.createElement('${element}');
          element.onload = element.onerror = resolve;
          element['${element}' === 'object' ? 'data' : 'src'] = '${address}';
          document.body.append(element);
          setTimeout(resolve, 500);
        })`,
      );
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(stolen).toEqual([]);
  }),
);

test('a picture and a recording are shown to who opens them, and a PDF is saved', () =>
  browser.watch('opens media', async (page) => {
    await page.goto(lay('poster.png', await plain(64, 32).png().toBuffer()));
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(64);
    await page.goto(lay('silence.wav', silence()));
    await page.waitForFunction('document.querySelector("video, audio").duration > 0.2');
    const pdf = lay('notes.pdf', (await genuine['notes.pdf']?.()) ?? '');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.goto(pdf).catch(() => undefined),
    ]);
    expect(download.suggestedFilename()).toBe('notes.pdf');
  }));

test('the panel says why a file is refused, and what may be uploaded', () =>
  browser.watch('uploads', async (page) => {
    await page.goto(`${club.url}/admin/plugins/upload`);
    await page.getByRole('button', { name: 'Add assets' }).waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'page.html',
        mimeType: 'text/html',
        buffer: Buffer.from(hostile['steal.html'] ?? ''),
      });
    await page.getByText('You can upload pictures (JPEG, PNG, GIF, WebP, or AVIF)').first().waitFor();
  }));

test('the documentation works under its policy', () =>
  browser.watch('documentation', async (page) => {
    violations.length = 0;
    await page.goto(`${club.url}/api/v1/docs`);
    await page.locator('.opblock').first().click();
    await page.getByRole('button', { name: 'Execute' }).first().click();
    await page.locator('.live-responses-table .response-col_status').first().waitFor();
    expect(violations).toEqual([]);
  }));
