import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';

const artists = '/content-manager/collection-types/api::artist.artist';
const events = '/content-manager/collection-types/api::event.event';

let club: ServedClub;
let browser: Browser;
let api: AdminApi;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser();
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
const idOf = (answer: unknown): string => made.parse(answer).data.documentId;

/** What these tests use of the page they look at; they themselves do not run in one. */
interface InPage {
  document: { getElementById(id: string): { value?: string } | null };
}

/** Waits until a field holds a text: a form shows its fields, and shows them anew, before it knows what they hold. */
async function holds(page: Page, id: string, text: string): Promise<void> {
  const isIt = ([field, wanted]: [string, string]) =>
    (globalThis as unknown as InPage).document.getElementById(field)?.value === wanted;
  await page.waitForFunction<boolean, [string, string]>(isIt, [id, text]);
}

test('a list of texts is edited one a line, and what is wrong with it is said beside it', () =>
  browser.watch('string list', async (page) => {
    const id = idOf(await api.post(artists, { name: 'Nova', slug: 'nova', genres: ['soul', 'jazz'] }));
    await page.goto(`${club.url}/admin${artists}/${id}`);
    const genres = page.getByLabel('genres');
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
    await page.getByText('must have entries of at most 100 characters', { exact: true }).waitFor();
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
    await page.getByLabel('timezone').fill('Rome');
    await page.getByRole('button', { name: 'Publish' }).click();
    const message = 'must be an IANA time zone such as Europe/Rome';
    await page.getByText(`timezone ${message}`).waitFor();
    await page.getByText(message, { exact: true }).waitFor();
    // This club repeats its events nowhere.
    expect(await page.getByText('Calendars and Facebook').count()).toBe(0);
  }));
