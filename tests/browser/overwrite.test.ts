import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { definitions, dialog, dialogFaults, headings, shows } from '../support/conflict-dialog';
import { inviteStaff } from '../support/invite-staff';
import { inLook } from '../support/page-layout';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';
import { until } from '../support/until';

// Mona and Bob, each in a browser of their own, have the form of one event open.
const types = '/content-manager/collection-types';
const [artists, events] = [`${types}/api::artist.artist`, `${types}/api::event.event`] as const;

let club: ServedClub;
let api: AdminApi;
let monas: Browser;
let bobs: Browser;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  const mona = await inviteStaff(api, 'club-manager', 'Mona');
  const bob = await inviteStaff(api, 'strapi-editor', 'Bob');
  [monas, bobs] = [await openBrowser(), await openBrowser()];
  await signIn(monas.page, club.url, mona);
  await signIn(bobs.page, club.url, bob);
});
afterAll(async () => {
  await Promise.all([monas.close(), bobs.close()]);
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
const make = async (type: string, data: object): Promise<string> =>
  made.parse(await api.post(`${type}?locale=en`, data)).data.documentId;
const stored = z.object({ data: z.record(z.string(), z.unknown()) });
const entry = async (id: string, locale = 'en') =>
  stored.parse(await api.get(`${events}/${id}?locale=${locale}`)).data;

const newEvent = async (data: object = {}): Promise<string> => {
  const artist = await make(artists, { name: 'Nova' });
  await api.post(`${artists}/${artist}/actions/publish`, { name: 'Nova' });
  return make(events, {
    title: 'Ember Hour',
    eventType: 'dj_set',
    startTime: '2090-05-04T19:00:00.000Z',
    endTime: '2090-05-04T21:00:00.000Z',
    lineUp: [{ role: 'headliner', artist: { connect: [{ documentId: artist }] } }],
    ...data,
  });
};

const save = (page: Page, name = 'Save') => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();
const fill = (page: Page, name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);

async function open(page: Page, id: string, shown = 'Ember Hour', locale = 'en'): Promise<void> {
  await page.goto(`${club.url}/admin${events}/${id}?plugins[i18n][locale]=${locale}`);
  await shows(page, shown);
}

const isStored = (id: string, title: string, locale = 'en') =>
  until(
    () => entry(id, locale),
    (found) => found['title'] === title,
  );

/** An event that Mona has opened before Bob changed its title. */
async function overtaken(): Promise<string> {
  const id = await newEvent();
  await open(monas.page, id);
  await open(bobs.page, id);
  await fill(bobs.page, 'title', 'Bob’s Hour');
  await save(bobs.page);
  await isStored(id, 'Bob’s Hour');
  return id;
}

test('a save says who has saved meanwhile and what differs, and overwrites it', () =>
  monas.watch('overwrite', async (page) => {
    const id = await overtaken();
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await dialog(page)
      .getByText(/^Bob Staff saved this entry on /)
      .waitFor();
    const told = await dialog(page).getByRole('definition').allTextContents();
    expect(told.slice(0, 2)).toEqual(['Bob’s Hour', 'Mona’s Hour']);
    expect(await dialog(page).getByRole('heading', { level: 3 }).first().textContent()).toBe('Title');
    expect(await dialogFaults(page)).toEqual([]);
    await monas.keep('overwrite-light');
    expect(await entry(id)).toMatchObject({ title: 'Bob’s Hour' });
    await choose(page, 'Overwrite theirs');
    await isStored(id, 'Mona’s Hour');
    // One's own saves are not asked about.
    await shows(page, 'Mona’s Hour');
    for (const text of ['Second', 'Third']) {
      // The form takes what is stored over once it has been saved, whatever has been typed by then.
      await page.getByRole('button', { name: 'Save', exact: true, disabled: true }).waitFor();
      await fill(page, 'title', text);
      await save(page);
      await isStored(id, text);
    }
  }));

test('going back keeps what was typed, and asks again', () =>
  monas.watch('overwrite back', async (page) => {
    const id = await overtaken();
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await choose(page, 'Back to my form');
    await page.getByText('What you typed is still in the form.').first().waitFor();
    await shows(page, 'Mona’s Hour');
    await save(page);
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await shows(page, 'Mona’s Hour');
    expect(await entry(id)).toMatchObject({ title: 'Bob’s Hour' });
  }));

test('what was typed stays in the form when the entry has been deleted', () =>
  monas.watch('overwrite deleted', async (page) => {
    const id = await newEvent();
    await open(page, id);
    await api.post(`${events}/actions/bulkDelete`, { documentIds: [id] });
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await page
      .getByText(/somebody has deleted this entry/)
      .first()
      .waitFor();
    await shows(page, 'Mona’s Hour');
  }));

test('reloading shows theirs', () =>
  monas.watch('overwrite reload', async (page) => {
    const id = await overtaken();
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await choose(page, 'Discard mine, load theirs');
    await shows(page, 'Bob’s Hour');
    await fill(page, 'title', 'On top of Bob’s');
    await save(page);
    await isStored(id, 'On top of Bob’s');
  }));

test('what each has changed apart is kept, and shown', () =>
  monas.watch('overwrite apart', async (page) => {
    const id = await newEvent({ description: 'Quiet' });
    await open(page, id);
    await api.put(`${events}/${id}?locale=en`, { description: 'Loud', isFeatured: true });
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await dialog(page).getByRole('heading', { name: 'Somebody else has saved this' }).waitFor();
    // Nothing that Mona never typed is said to be hers.
    expect(await headings(page)).toHaveLength(2);
    expect((await headings(page))[0]).toBe('Description');
    expect((await definitions(page)).slice(0, 2)).toEqual(['Loud', 'Quiet']);
    await dialog(page).getByText('Yours', { exact: true }).waitFor({ state: 'detached' });
    expect(await dialogFaults(page)).toEqual([]);
    await monas.keep('overwrite-apart');
    await choose(page, 'Keep both');
    await isStored(id, 'Mona’s Hour');
    expect(await entry(id)).toMatchObject({ description: 'Loud', isFeatured: true });
    await page.getByText('Loud').first().waitFor();
  }));

test('of what both have changed, mine overwrites; the rest stays theirs', () =>
  monas.watch('overwrite partly', async (page) => {
    const id = await newEvent({ description: 'Quiet' });
    await open(page, id);
    await api.put(`${events}/${id}?locale=en`, { title: 'Bob’s Hour', description: 'Loud' });
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await dialog(page).getByText('These stay as they saved them').waitFor();
    // The address of a draft follows its title.
    expect(await headings(page)).toEqual(['Title', 'Web address', 'Description']);
    const told = await definitions(page);
    expect([...told.slice(0, 2), ...told.slice(-2)]).toEqual(['Bob’s Hour', 'Mona’s Hour', 'Loud', 'Quiet']);
    await choose(page, 'Overwrite theirs');
    await isStored(id, 'Mona’s Hour');
    expect(await entry(id)).toMatchObject({ description: 'Loud' });
  }));

test('a translation that was deleted meanwhile is made again', () =>
  monas.watch('overwrite deleted version', async (page) => {
    const id = await newEvent();
    await api.put(`${events}/${id}?locale=it`, { title: 'Ora' });
    await open(page, id, 'Ora', 'it');
    await api.delete(`${events}/${id}?locale=it`);
    await fill(page, 'title', 'Ora di Mona');
    await save(page);
    await dialog(page).getByRole('heading', { name: 'This version was deleted' }).waitFor();
    expect(await headings(page)).toEqual(['Title']);
    expect(await definitions(page)).toEqual(['Ora di Mona']);
    expect(await dialogFaults(page)).toEqual([]);
    await monas.keep('overwrite-deleted');
    await choose(page, 'Make it again');
    await isStored(id, 'Ora di Mona', 'it');
    expect(await entry(id, 'it')).toMatchObject({ lineUp: [{ role: 'headliner' }] });
  }));

test('a translation is saved and published though English has changed what it shares', () =>
  monas.watch('translation of changed english', async (page) => {
    const id = await newEvent();
    await api.put(`${events}/${id}?locale=it`, { title: 'Ora' });
    await open(page, id, 'Ora', 'it');
    const start = page.locator('[name="startTime"]');
    for (const [name, hour] of [['Save', 20] as const, ['Publish', 21] as const]) {
      const before = await start.inputValue();
      const times = { startTime: `2090-05-05T${hour}:00:00.000Z`, endTime: `2090-05-05T23:00:00.000Z` };
      const lineUp = [{ role: 'dj' }, { role: 'support' }];
      await api.put(`${events}/${id}?locale=en`, { ...times, lineUp });
      if (name === 'Publish') await api.post(`${events}/${id}/actions/publish?locale=en`, {});
      await fill(page, 'title', `Ora ${hour}`);
      await save(page, name);
      await isStored(id, `Ora ${hour}`, 'it');
      expect(await entry(id, 'it')).toMatchObject({ ...times, lineUp });
      // The form shows what English has now.
      await until(
        () => start.inputValue(),
        (now) => now !== before,
      );
    }
  }));

test('nothing is asked where nothing of theirs would be lost', () =>
  monas.watch('overwrite nothing', async (page) => {
    const id = await newEvent();
    await open(page, id);
    await open(bobs.page, id);
    await fill(bobs.page, 'title', 'Bob’s Hour');
    await save(bobs.page);
    await isStored(id, 'Bob’s Hour');
    await fill(bobs.page, 'title', 'Ember Hour');
    await save(bobs.page);
    await isStored(id, 'Ember Hour');
    await fill(page, 'title', 'Mona’s Hour');
    await save(page);
    await isStored(id, 'Mona’s Hour');
  }));

test('publishing asks too, in Italian', () =>
  monas.watch('overwrite publish', async (page) => {
    const id = await overtaken();
    await inLook(page, { width: 1280, language: 'it', theme: 'dark' }, async () => {
      await open(page, id, 'Bob’s Hour');
      await fill(bobs.page, 'title', 'Later');
      await save(bobs.page);
      await isStored(id, 'Later');
      await fill(page, 'title', 'Di Mona');
      await save(page, 'Pubblica');
      await choose(page, 'Pubblica');
      await dialog(page)
        .getByText(/^Bob Staff ha salvato questa voce il /)
        .waitFor();
      await dialog(page).getByRole('heading', { name: 'Titolo', exact: true }).waitFor();
      expect(await dialogFaults(page)).toEqual([]);
      await monas.keep('overwrite-italian-dark');
      await choose(page, 'Torna al modulo');
      await page.setViewportSize({ width: 390, height: 800 });
      await save(page, 'Pubblica');
      await choose(page, 'Pubblica');
      await dialog(page)
        .getByText(/^Bob Staff/)
        .waitFor();
      expect(await dialogFaults(page)).toEqual([]);
      await monas.keep('overwrite-italian-narrow');
      await choose(page, 'Sovrascrivi');
      await isStored(id, 'Di Mona');
    });
  }));
