import type { Page } from 'playwright-core';
import { z } from 'zod';
import { amount } from '../support/amounts';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inviteStaff } from '../support/invite-staff';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';
import { texts, words } from '../support/staff-words';

const artists = '/content-manager/collection-types/api::artist.artist';
const events = '/content-manager/collection-types/api::event.event';

let club: ServedClub;
let browser: Browser;
let api: AdminApi;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser();
  // As those who edit day by day.
  await signIn(browser.page, club.url, await inviteStaff(api, 'strapi-editor', 'Edith'));
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
const idOf = (answer: unknown): string => made.parse(answer).data.documentId;

/** What these tests use of the page they look at; they themselves do not run in one. */
interface InPage {
  document: {
    getElementById(id: string): { value?: string } | null;
    querySelector(selector: string): { value?: string } | null;
  };
}

/** Waits until a field holds a text: a form shows its fields, and shows them anew, before it knows what they hold. */
async function holds(page: Page, id: string, text: string): Promise<void> {
  const isIt = ([field, wanted]: [string, string]) =>
    (globalThis as unknown as InPage).document.getElementById(field)?.value === wanted;
  await page.waitForFunction<boolean, [string, string]>(isIt, [id, text]);
}

/** Waits until the input of an attribute holds a text. */
async function showsIn(page: Page, name: string, text: string): Promise<void> {
  const isIt = ([field, wanted]: [string, string]) =>
    (globalThis as unknown as InPage).document.querySelector(`[name="${field}"]`)?.value === wanted;
  await page.waitForFunction<boolean, [string, string]>(isIt, [name, text]);
}

test('a list of texts is edited one a line, and what is wrong with it is said beside it', () =>
  browser.watch('string list', async (page) => {
    const id = idOf(await api.post(artists, { name: 'Nova', slug: 'nova', genres: ['soul', 'jazz'] }));
    await page.goto(`${club.url}/admin${artists}/${id}`);
    const genres = page.getByLabel('Genres');
    await holds(page, 'genres', 'soul\njazz');
    await page.getByText('One entry a line').waitFor();

    await genres.fill('');
    await genres.pressSequentially('acid jazz\n\n  trip hop \n');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    await holds(page, 'genres', 'acid jazz\ntrip hop');
    await page.reload();
    await holds(page, 'genres', 'acid jazz\ntrip hop');

    await genres.fill('x'.repeat(101));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Must have entries of at most 100 characters', { exact: true }).waitFor();
    await holds(page, 'genres', 'x'.repeat(101));

    await genres.fill('dub');
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await page.getByRole('button', { name: 'Save' }).click();
    await saved;
    await page.reload();
    await holds(page, 'genres', 'dub');
  }));

test('what a rule refuses is said at the field, and in a sentence', () =>
  browser.watch('refused', async (page) => {
    const id = idOf(
      await api.post(events, {
        title: 'Ember Hour',
        slug: 'ember-hour',
        startTime: '2030-05-04T19:00:00.000Z',
        endTime: '2030-05-04T21:00:00.000Z',
      }),
    );
    const asked = page.waitForResponse(/\/event-sync\/events\//);
    await page.goto(`${club.url}/admin${events}/${id}`);
    await asked;
    await page.locator('[name="endTime"]').fill('2030-05-04T20:00');
    await page.getByRole('button', { name: 'Publish' }).click();
    const message = 'must be after “Starts”';
    await page.getByText(`Ends: ${message}`).waitFor();
    await page.getByText(`M${message.slice(1)}`, { exact: true }).waitFor();
    // This club repeats its events nowhere.
    expect(await page.getByText('Calendars and Facebook').count()).toBe(0);
  }));

const locations = '/content-manager/collection-types/api::location.location';
const links = [{ kind: 'website', url: 'https://example.com' }];
const connect = (documentId: string) => ({ connect: [{ documentId, locale: 'en' }], disconnect: [] });

/** English documents whose forms hold what a translation has from English: links, components, and components with links. */
const originals: Record<string, { path: string; field: string; make: () => Promise<object> }> = {
  event: {
    path: events,
    field: 'title',
    make: async () => ({
      title: 'Ember Night',
      slug: 'ember-night',
      startTime: '2030-05-04T19:00:00.000Z',
      endTime: '2030-05-04T21:00:00.000Z',
      eventType: 'dj_set',
      links,
      location: connect(
        idOf(await api.post(locations, { name: 'Hall', slug: 'hall', moodCategory: 'hybrid' })),
      ),
      lineUp: [{ role: 'dj', artist: connect(idOf(await api.post(artists, { name: 'Zed', slug: 'zed' }))) }],
    }),
  },
  location: {
    path: locations,
    field: 'name',
    make: () =>
      Promise.resolve({
        name: 'Cave',
        slug: 'cave',
        moodCategory: 'hybrid',
        theme: { primaryColor: '#102030' },
      }),
  },
  artist: {
    path: artists,
    field: 'shortBio',
    make: () => Promise.resolve({ name: 'Vesper', slug: 'vesper', genres: ['soul'], links }),
  },
};

const unpublished = /^(The English version is not published|La versione inglese non è pubblicata)/;
const documents: Record<string, string> = {};
const speak = (page: Page, language: string) =>
  page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);

const english = ['en', 'fr'] as const;
const italian = ['it', 'it'] as const;

describe.each(amount<(typeof english | typeof italian)[]>([english], [english, italian]))(
  'with the panel in %s',
  (language, locale) => {
    const { save, publish, fillIn, confirmFillIn } = words[language];
    const read = texts[language];
    beforeAll(() => speak(browser.page, language));
    afterAll(() => speak(browser.page, 'en'));

    test.each(Object.keys(originals))(
      'a translation of one %s is saved twice, and refused, with all that was typed',
      (type) =>
        browser.watch(`translation ${type} ${language}`, async (page) => {
          const { path = '', field = '', make } = originals[type] ?? {};
          documents[type] ??= idOf(await api.post(`${path}?locale=en`, (await make?.()) ?? {}));
          await page.goto(`${club.url}/admin${path}/${documents[type]}?plugins[i18n][locale]=${locale}`);
          const input = page.locator(`[name="${field}"]`);
          await input.waitFor();
          const press = async (): Promise<number> => {
            const answered = page.waitForResponse((answer) => answer.request().method() === 'PUT');
            await page.getByRole('button', { name: save, exact: true }).click();
            return (await answered).status();
          };

          // Refused for whatever reason.
          const address = (url: URL) => url.pathname === `${path}/${documents[type]}`;
          await page.route(address, async (route) => {
            if (route.request().method() !== 'PUT') return route.continue();
            const error = {
              status: 400,
              name: 'ValidationError',
              message: 'Not now',
              details: { errors: [] },
            };
            return route.fulfill({ status: 400, json: { data: null, error } });
          });
          await input.fill('Typed at length');
          expect(await press()).toBe(400);
          await page.getByText('Not now').first().waitFor();
          expect(await input.inputValue()).toBe('Typed at length');
          await page.unroute(address);

          expect(await press()).toBe(200);
          await page.reload();
          await showsIn(page, field, 'Typed at length');
          await input.fill('Typed once more');
          expect(await press()).toBe(200);
          const stored = z.object({ data: z.record(z.string(), z.unknown()) });
          const row = stored.parse(await api.get(`${path}/${documents[type]}?locale=${locale}`)).data;
          expect(row).toMatchObject({ [field]: 'Typed once more' });
          if (type === 'event')
            expect(row).toMatchObject({ eventType: 'dj_set', lineUp: [{ role: 'dj' }], slug: 'ember-night' });
          if (type === 'location') expect(row).toMatchObject({ theme: { primaryColor: '#102030' } });
          if (type === 'artist')
            expect(row).toMatchObject({ links: [{ url: 'https://example.com' }], name: 'Vesper' });

          // Strapi asks first whether an event is to be published whose location is a draft.
          if (type === 'event') return;
          await input.fill('Typed to be published');
          const answered = page.waitForResponse(/\/actions\/publish/);
          await page.getByRole('button', { name: publish, exact: true }).click();
          expect((await answered).status()).toBe(400);
          await page.getByText(unpublished).first().waitFor();
          expect(await input.inputValue()).toBe('Typed to be published');
        }),
    );

    test('an announcement after the end is refused at its field, with all that was typed', () =>
      browser.watch(`announced late ${language}`, async (page) => {
        const times = { startTime: '2030-05-04T19:00:00.000Z', endTime: '2030-05-04T21:00:00.000Z' };
        const id = idOf(await api.post(`${events}?locale=en`, { title: `Late ${language}`, ...times }));
        await page.goto(`${club.url}/admin${events}/${id}?plugins[i18n][locale]=en`);
        await showsIn(page, 'title', `Late ${language}`);
        await page.locator('[name="title"]').fill('Typed at length');
        const moment = page.locator('[name="announceAt"]');
        await moment.fill('2030-05-06T12:00');
        for (const name of [save, publish]) {
          const answered = page.waitForResponse(
            (answer) => answer.url().includes(events) && answer.request().method() !== 'GET',
          );
          await page.getByRole('button', { name, exact: true }).click();
          expect((await answered).status()).toBe(400);
          await page.getByText(read.beforeEnd, { exact: true }).waitFor();
          expect(await page.locator('[name="title"]').inputValue()).toBe('Typed at length');
          expect(await moment.inputValue()).toBe('2030-05-06T12:00');
        }
      }));

    test('a translation is filled in from English, and saved', () =>
      browser.watch(`filled in ${language}`, async (page) => {
        await page.goto(`${club.url}/admin${events}/${documents['event']}?plugins[i18n][locale]=${locale}`);
        await showsIn(page, 'title', 'Typed once more');
        await page.getByRole('button', { name: fillIn }).click();
        await page.getByRole('alertdialog').getByRole('combobox').click();
        await page.getByRole('option', { name: /English/ }).click();
        await page.getByRole('button', { name: confirmFillIn }).click();
        await showsIn(page, 'title', 'Ember Night');
        const answered = page.waitForResponse((answer) => answer.request().method() === 'PUT');
        await page.getByRole('button', { name: save, exact: true }).click();
        expect((await answered).status()).toBe(200);
        const row = await api.get(`${events}/${documents['event']}?locale=${locale}`);
        expect(row).toMatchObject({
          data: { title: 'Ember Night', slug: 'ember-night', eventType: 'dj_set' },
        });
      }));

    test('what is shared cannot be typed into a translation, and a new entry begins in English', () =>
      browser.watch(`shared fields ${language}`, async (page) => {
        await page.goto(`${club.url}/admin${events}/${documents['event']}?plugins[i18n][locale]=${locale}`);
        await page.locator('[name="title"]').waitFor();
        expect(await page.locator('[name="timezone"]').isDisabled()).toBe(true);
        expect(await page.locator('[name="title"]').isDisabled()).toBe(false);
        await page.goto(`${club.url}/admin${events}/create?plugins[i18n][locale]=${locale}`);
        await page.waitForURL(/locale(\]|%5D)=en/);
        expect(await page.locator('[name="timezone"]').isDisabled()).toBe(false);
      }));
  },
);
