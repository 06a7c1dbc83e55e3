import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inviteStaff, type Account } from '../support/invite-staff';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';

// What the club's staff do every day, with the roles they have.
const types = '/content-manager/collection-types';
const [artists, locations, events, posts] = ['artist', 'location', 'event', 'post'].map(
  (name) => `${types}/api::${name}.${name}`,
) as [string, string, string, string];

let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let editor: Account;
let author: Account;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  editor = await inviteStaff(api, 'strapi-editor', 'Edith');
  author = await inviteStaff(api, 'strapi-author', 'Arthur');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
async function make(type: string, data: object, isPublished = false): Promise<string> {
  const { documentId } = made.parse(await api.post(`${type}?locale=en`, data)).data;
  if (isPublished) await api.post(`${type}/${documentId}/actions/publish?locale=en`, {});
  return documentId;
}
const night = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };

/** The panel's own words that these tests press. */
const words = {
  en: { create: 'Create new entry', publish: 'Publish', confirm: 'Confirm', more: 'More document actions' },
  it: { create: 'Create new entry', publish: 'Pubblica', confirm: 'Conferma', more: 'More document actions' },
} as const;

async function signInAs(page: Page, who: Account, language: string): Promise<void> {
  await page.goto(`${club.url}/admin/auth/login`);
  await signOut(page);
  await signIn(page, club.url, who);
  await page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);
}

test('explore', () =>
  browser.watch('explore', async (page) => {
    const hall = await make(locations, { name: 'Hall', slug: 'hall', moodCategory: 'hybrid' }, true);
    await make(events, { title: 'Night at the hall', ...night, location: { connect: [{ documentId: hall, locale: 'en' }], disconnect: [] } }, true);
    await make(events, { title: 'Good', ...night });
    await make(events, { ...night });
    await make(posts, { title: 'Ahead', date: '2090-01-01T00:00:00.000Z' }, true);
    for (const language of ['en', 'it']) {
      const shot = (name: string) => page.screenshot({ path: `/tmp/shots/staff-${language}-${name}.png` });
      const dump = async (name: string) => { await shot(name); console.log(language, name, await page.evaluate(`[...document.querySelectorAll('button, a, [role=alert], [role=status]')].map(e => (e.getAttribute('aria-label') || e.textContent).trim().slice(0,200)).join(' | ')`)); };
      await signInAs(page, editor, language);
      await page.goto(`${club.url}/admin${artists}/create`);
      await page.locator('[name="name"]').fill('Ömer & Zoë');
      await page.waitForTimeout(1500);
      await dump('artist-new');
      await page.goto(`${club.url}/admin${locations}/${hall}`);
      await page.locator('[name="name"]').waitFor();
      await page.waitForTimeout(1500);
      await dump('location');
      await page.getByRole('button', { name: /More document actions|Altre azioni/ }).first().click();
      await page.waitForTimeout(500);
      await dump('location-menu');
      console.log(await page.evaluate(`[...document.querySelectorAll('[role=menuitem]')].map(e => e.textContent).join(' | ')`));
      await page.keyboard.press('Escape');
      await page.goto(`${club.url}/admin${events}?page=1`);
      await page.getByText('Good').waitFor();
      await page.getByRole('checkbox').first().click();
      await page.waitForTimeout(500);
      await dump('bulk');
      await page.goto(`${club.url}/admin${posts}`);
      await page.getByText('Ahead').click();
      await page.locator('[name="title"]').waitFor();
      await page.waitForTimeout(1500);
      await dump('post');
    }
    void author; void words;
  }), 200_000);
