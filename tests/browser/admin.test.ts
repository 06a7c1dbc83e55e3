import { logInAsAdministrator } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { administrator, serveClub, type ServedClub } from '../support/served-club';

let club: ServedClub;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  await createEvent('Ember Hour');
  browser = await openBrowser();
  browser.page.on('pageerror', (error) => faults.push(error.message));
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

async function createEvent(title: string): Promise<void> {
  const api = await logInAsAdministrator(club.url);
  await api.post('/content-manager/collection-types/api::event.event', {
    title,
    slug: 'ember-hour',
    startTime: '2030-05-04T19:00:00.000Z',
    endTime: '2030-05-04T21:00:00.000Z',
  });
}

test('an administrator logs in and finds the events', () =>
  browser.watch('events', async (page) => {
    await page.goto(`${club.url}/admin/`);
    await page.getByText("Welcome to The Dreamer's Cave").waitFor();
    await page.getByLabel('Email').fill(administrator.email);
    await page.getByLabel('Password*', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByRole('link', { name: 'Content Manager' }).click();
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.getByText('Ember Hour').waitFor();
    expect(page.url()).toContain('/content-manager/collection-types/api::event.event');
    expect(faults).toEqual([]);
  }));

test.each([
  ['it', "Benvenuti a The Dreamer's Cave"],
  ['fr', "Bienvenue à The Dreamer's Cave"],
  ['es', "Bienvenidos a The Dreamer's Cave"],
])('the admin panel speaks %s', async (language, welcome) => {
  await browser.watch(`welcome ${language}`, async (page) => {
    await page.context().clearCookies();
    await page.goto(`${club.url}/admin/`);
    await page.evaluate(`localStorage.clear(); localStorage.setItem('strapi-admin-language', '${language}')`);
    await page.goto(`${club.url}/admin/auth/login`);
    await page.getByText(welcome).waitFor();
  });
});
