import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { consequencesDialog } from '../support/consequences-dialog';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';

// The panel in Italian: what it calls content, and how it says what is wrong.
const types = '/content-manager/collection-types';
const [artists, events] = ['artist', 'event'].map((name) => `${types}/api::${name}.${name}`) as [
  string,
  string,
];

let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let ember: string;
let nova: string;

const made = z.object({ data: z.object({ documentId: z.string() }) });
const make = async (type: string, data: object): Promise<string> =>
  made.parse(await api.post(`${type}?locale=en`, data)).data.documentId;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  nova = await make(artists, {
    name: 'Nova',
    links: ['https://a.example', 'https://b.example'].map((url) => ({ kind: 'tickets', url })),
  });
  ember = await make(events, {
    title: 'Ember Hour',
    eventType: 'dj_set',
    startTime: '2090-05-04T19:00:00.000Z',
    endTime: '2090-05-04T21:00:00.000Z',
    lineUp: [{ role: 'headliner' }],
  });
  browser = await openBrowser();
  await signIn(browser.page, club.url);
  await browser.page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const open = (page: Page, path: string) => page.goto(`${club.url}/admin${path}`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the menu and a list name types, columns, values and filters', () =>
  browser.watch('words list', async (page) => {
    await open(page, events);
    await page.getByRole('heading', { name: 'Eventi', exact: true }).waitFor();
    await page.getByText('1 voce trovata').waitFor();
    for (const type of ['Artisti', 'Luoghi', 'Esclusive', 'Livelli Patreon', 'Testi del sito'])
      await page.getByRole('link', { name: type, exact: true }).waitFor();
    const table = page.getByRole('grid').or(page.getByRole('table')).first();
    for (const text of ['Inizio', 'Luogo', 'Come previsto'])
      await table.getByText(text, { exact: true }).first().waitFor();
    expect(await table.getByText(/eventType|dj_set|startTime|scheduled/i).count()).toBe(0);

    await open(
      page,
      `${events}?page=1&pageSize=10&sort=startTime:DESC&filters[$and][0][eventType][$eq]=dj_set`,
    );
    await button(page, 'Tipo di evento è DJ set').waitFor();

    await button(page, 'Visualizza impostazioni').click();
    await page.getByText('Colonne visibili').waitFor();
    for (const text of ['Annuncia su Facebook', 'Ultima modifica'])
      await page.getByRole('checkbox', { name: text }).waitFor();
    // Strapi opens the list with the same filter next time.
    await page.evaluate(
      `Object.keys(localStorage).filter((key) => key.includes('LIST_VIEW')).forEach((key) => localStorage.removeItem(key))`,
    );
  }));

test('a form names its fields and values, and explains what is not plain', () =>
  browser.watch('words form', async (page) => {
    await open(page, `${events}/${ember}`);
    for (const text of ['Luogo', 'In evidenza', 'Annuncia il'])
      await page.getByText(text, { exact: true }).first().waitFor();
    await page.getByText('annuncia sulla pagina Facebook').first().waitFor();
    await page.getByRole('combobox', { name: /^Tipo di evento/ }).click();
    for (const text of ['Musica dal vivo', 'Microfono aperto', 'Altro'])
      await page.getByRole('option', { name: text, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    const form = page.locator('form');
    for (const code of ['eventType', 'isFeatured', 'announceAt', 'live_music', 'lineUp'])
      expect(await form.getByText(code).count()).toBe(0);
  }));

test('what a rule refuses is said at its field, and in a sentence with the labels of the form', () =>
  browser.watch('words rule', async (page) => {
    await open(page, `${artists}/${nova}`);
    // The entries of the list, closed.
    await page.locator('button[data-radix-collection-item][aria-expanded="false"]').nth(1).click();
    const address = page.locator('[name="links.1.url"]');
    await address.fill('http://b.example');
    await button(page, 'Salva').click();
    const said = 'eve essere un indirizzo https come https://example.com/tickets';
    await page.getByText(`Link, seconda voce, Indirizzo: d${said}`).waitFor();
    await page.getByText(`D${said}`, { exact: true }).waitFor();
    expect(await address.inputValue()).toBe('http://b.example');
  }));

test('what the form itself refuses is said in Italian', () =>
  browser.watch('words form refusal', async (page) => {
    await open(page, `${artists}/create`);
    const name = page.locator('[name="name"]');
    await name.fill('x'.repeat(256));
    await button(page, 'Salva').click();
    await page.getByText('Valore troppo lungo 255.').waitFor();
    await page.getByText('Alcuni campi non vanno bene.').waitFor();
  }));

test('a selection that is refused names fields by their labels', () =>
  browser.watch('words selection', async (page) => {
    await make(events, {
      startTime: '2090-05-04T19:00:00.000Z',
      endTime: '2090-05-04T21:00:00.000Z',
    });
    await open(page, `${events}?page=1&pageSize=10&sort=id:DESC`);
    await page.getByText('2 voci trovate').waitFor();
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    await page.getByRole('heading').first().hover();
    await button(page, 'Pubblica').click();
    const dialog = consequencesDialog(page);
    await dialog.getByText(/^evento senza titolo, 4 mag 2090.* – Titolo: va indicato$/).waitFor();
    expect(await dialog.getByRole('button').allTextContents()).toEqual(['Chiudi']);
    await page.keyboard.press('Escape');
  }));

test('a picture that is none is refused in Italian', () =>
  browser.watch('words upload', async (page) => {
    await open(page, '/plugins/upload');
    await button(page, 'Aggiungi file').waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>') });
    await page.getByText('Puoi caricare immagini (JPEG, PNG, GIF, WebP o AVIF)').first().waitFor();
  }));

test('names change with the panel’s language, at once', () =>
  browser.watch('words language', async (page) => {
    await open(page, events);
    await page.getByRole('heading', { name: 'Eventi', exact: true }).waitFor();
    await page.goto(`${club.url}/admin/me`);
    await page.getByRole('combobox', { name: /^Lingua/ }).click();
    await page.getByRole('option', { name: /Français/ }).click();
    await button(page, 'Salva').click();
    await page.getByRole('link', { name: 'Contenus' }).first().click();
    await page.getByRole('link', { name: 'Artistes', exact: true }).waitFor();
  }));
