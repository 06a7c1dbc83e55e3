import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startFacebook, type FakeFacebook } from '../fakes/facebook';
import { startGoogleCalendar, type FakeGoogleCalendar } from '../fakes/google-calendar';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { consequencesDialog, goOn } from '../support/consequences-dialog';
import { inviteStaff, type Account } from '../support/invite-staff';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';
import { hour } from '../support/small-club';

const events = '/content-manager/collection-types/api::event.event';
const badRequest = {
  kind: 'error',
  name: 'badRequest',
  match: ['events.insert', 'events.patch'],
} as const;

let club: ServedClub;
let google: FakeGoogleCalendar;
let facebook: FakeFacebook;
let browser: Browser;
let api: AdminApi;

beforeAll(async () => {
  [google, facebook] = await Promise.all([startGoogleCalendar(), startFacebook()]);
  club = await serveClub({
    CLUB_DEMO: 'false',
    FRONTEND_URL: 'https://club.example',
    JOBS_POLL_MS: '200',
    TEST_PREPARE: 'tests/support/prepare/event-reader.mjs',
    ...google.settings,
    ...facebook.settings,
  });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser();
  await browser.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
  await Promise.all([google.close(), facebook.close()]);
});

const made = z.object({ data: z.object({ documentId: z.string() }) });

/** Makes a draft of an event of tomorrow; its documentId. */
async function draft(slug: string, title: string): Promise<string> {
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const times = { startTime: at(24), endTime: at(26), timezone: 'Europe/Rome' };
  return made.parse(await api.post(events, { title, slug, ...times })).data.documentId;
}
const open = (page: Page, id: string) => page.goto(`${club.url}/admin${events}/${id}`);
const target = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const stands = (page: Page, name: string, state: string) =>
  target(page, name).getByText(state, { exact: true }).waitFor();
/** Waits for the dialog that says what follows, with these lines and no others. */
async function dialogSays(page: Page, lines: readonly string[]): Promise<void> {
  const items = consequencesDialog(page).getByRole('listitem');
  await items.first().waitFor();
  expect(await items.allTextContents()).toEqual(lines);
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the panel follows an event from draft to everywhere, and leads there', () =>
  browser.watch('event sync in step', async (page) => {
    await open(page, await draft('ember-hour', 'Ember Hour'));
    await stands(page, 'Internal calendar', 'Synced');
    await stands(page, 'Public calendar', 'Not shown');
    await target(page, 'Facebook page').getByText('A draft is not shown here.').waitFor();

    await button(page, 'Publish').click();
    await dialogSays(page, [
      'It becomes visible on the website in English only.',
      'Internal calendar: the event changes now.',
      'Public calendar: an event appears now.',
      'Facebook page: a post appears now.',
      'Missing: location, cover picture, description, and line-up',
      'Not translated: Italian, French, and Spanish',
    ]);
    await browser.keep('consequences of publishing');
    await goOn(page, 'Cancel');
    await consequencesDialog(page).waitFor({ state: 'detached' });
    await stands(page, 'Public calendar', 'Not shown');
    await page.keyboard.press('Control+Shift+Enter');
    await goOn(page, 'Publish');
    for (const name of ['Internal calendar', 'Public calendar', 'Facebook page']) {
      await stands(page, name, 'Synced');
      await target(page, name)
        .getByText(/^Synced /)
        .waitFor();
    }
    const link = page.getByRole('link', { name: 'Open in Facebook page' });
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/www\.facebook\.com\/100000000000001_/);
    const calendar = page.getByRole('link', { name: 'Open in Public calendar' });
    expect(await calendar.getAttribute('href')).toContain('calendar.google.com/calendar/event?eid=');
  }));

test('a change that nobody sees is published without a question, even where the server cannot say what follows', () =>
  browser.watch('event sync quiet', async (page) => {
    const featured = page.locator('[name="isFeatured"]');
    const publishes = async (): Promise<void> => {
      const answered = page.waitForResponse(/actions\/publish/);
      await featured.click({ force: true });
      await button(page, 'Publish').click();
      expect((await answered).status()).toBe(200);
      expect(await consequencesDialog(page).count()).toBe(0);
    };
    await publishes();
    await page.route('**/admin-desk/consequences', (route) => route.abort());
    await publishes();
    await page.getByText('What this leads to could not be found out.').waitFor();
    await page.unroute('**/admin-desk/consequences');
  }));

test('the text for a Facebook event is shown and copied', () =>
  browser.watch('event sync text', async (page) => {
    await page.getByText('Meta does not let programs create events.').waitFor();
    expect(await page.getByText('FRONTEND_URL').count()).toBe(0);
    await page.getByText('Show the text').click();
    const section = page.getByRole('region', { name: 'Text for a Facebook event' });
    await section.getByText(/^Ember Hour\n/).waitFor();
    await button(page, 'Copy the text').click();
    await page.getByText('Text copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Ember Hour\n[^]*ember-hour$/);
  }));

test('what has failed says why, and Sync now puts it right', () =>
  browser.watch('event sync failed', async (page) => {
    google.faults.next({ ...badRequest, times: 2 });
    await open(page, await draft('blue-hour', 'Blue Hour'));
    await stands(page, 'Internal calendar', 'Failed');
    await target(page, 'Internal calendar').getByText('Google answered 400: “Bad Request”').waitFor();
    await button(page, 'Publish').click();
    await goOn(page, 'Publish');
    await stands(page, 'Public calendar', 'Synced');
    await stands(page, 'Internal calendar', 'Failed');

    await button(page, 'Sync now').click();
    await page.getByText('Sync started.').waitFor();
    await stands(page, 'Internal calendar', 'Synced');
    expect(google.shown(google.internal).map(({ summary }) => summary)).toContain('Blue Hour');
  }));

test('unpublishing says in Italian what it takes away', () =>
  browser.watch('event sync unpublish', async (page) => {
    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
    const id = await draft('grey-hour', 'Grey Hour');
    await api.post(`${events}/${id}/actions/publish`, {});
    await open(page, id);
    await stands(page, 'Pagina Facebook', 'Sincronizzato');
    await button(page, 'Altre azioni sulla voce').click();
    await page.getByRole('menuitem', { name: 'Converti in bozza' }).click();
    await dialogSays(page, [
      'Scompare dal sito.',
      'Calendario interno: l’evento cambia subito.',
      'Calendario pubblico: l’evento viene eliminato subito.',
      'Pagina Facebook: il post viene eliminato subito, con tutti i commenti e le reazioni.',
    ]);
    await browser.keep('consequences of unpublishing');
    await goOn(page, 'Converti in bozza');
    await stands(page, 'Pagina Facebook', 'Non mostrato');
    expect([...facebook.page.posts.values()].some(({ message }) => message.startsWith('Grey Hour'))).toBe(
      false,
    );
    await page.evaluate(`localStorage.removeItem('strapi-admin-language')`);
  }));

test('a new event and other types have no panel', () =>
  browser.watch('event sync absent', async (page) => {
    await page.goto(`${club.url}/admin${events}/create?plugins[i18n][locale]=en`);
    await button(page, 'Save').waitFor();
    expect(await page.getByText('Calendars and Facebook').count()).toBe(0);
  }));

test('whoever may not sync sees no button, and reads in Italian', () =>
  browser.watch('event sync Italian', async (page) => {
    google.faults.next({ ...badRequest, times: 1 });
    const id = await draft('notte-blu', 'Notte Blu');
    await signOut(page);
    await signIn(page, club.url, { email: 'reader@club.example', password: 'Only-for-tests-1' });
    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
    await open(page, id);
    await stands(page, 'Calendario interno', 'Non riuscito');
    await stands(page, 'Calendario pubblico', 'Non mostrato');
    await target(page, 'Pagina Facebook').getByText('Una bozza non viene mostrata qui.').waitFor();
    await button(page, 'Copia il testo').waitFor();
    expect(await button(page, 'Sincronizza ora').count()).toBe(0);
  }));

describe('without a website', () => {
  let other: ServedClub;
  let event: string;
  let editor: Account;
  beforeAll(async () => {
    other = await serveClub({ CLUB_DEMO: 'false', ...facebook.settings });
    const staff = await logInAsAdministrator(other.url);
    editor = await inviteStaff(staff, 'strapi-editor', 'Edith');
    const entry = { title: 'Grey Hour', slug: 'grey-hour', startTime: '2090-05-04T19:00:00.000Z' };
    event = made.parse(await staff.post(events, { ...entry, endTime: '2090-05-04T21:00:00.000Z' })).data
      .documentId;
  });
  afterAll(() => other.stop());

  test.each([
    ['en', 'Posts and texts have no links: the website’s address is not set (FRONTEND_URL).'],
    ['it', 'Post e testi non hanno link: l’indirizzo del sito non è impostato (FRONTEND_URL).'],
  ])('the panel says in %s that texts have no links', (language, sentence) =>
    browser.watch(`event sync without a website ${language}`, async (page) => {
      await page.goto(`${other.url}/admin/auth/login`);
      await signOut(page);
      await signIn(page, other.url, editor);
      await page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);
      await page.goto(`${other.url}/admin${events}/${event}`);
      await page.getByText(sentence, { exact: true }).waitFor();
    }),
  );
});
