import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser';
import { keyboardFaults } from '../support/keyboard';
import { inLook, pageFaults, looks } from '../support/page-layout';
import { answers, startRemoteServer, type RemoteServer } from '../support/remote-server';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';

// tests/support/prepare/integrations.mjs says what is connected: screens that work, a radio that is busy, a box office that is off.
const screens = 'The ballroom’s screens';
let remote: RemoteServer;
let club: ServedClub;
let browser: Browser;
let integrations: string;

/** How the screens answer from now on; the radio is always busy. */
function screensAnswer(status: number, body: object): void {
  const screensSay = answers(status, body);
  const radioSays = answers(429, { message: 'Busy' }, { 'retry-after': '3600' });
  remote.behave((request, response) =>
    (request.url.startsWith('/radio') ? radioSays : screensSay)(request, response),
  );
}

beforeAll(async () => {
  remote = await startRemoteServer();
  screensAnswer(200, { screens: 4, token: 'shown-to-nobody' });
  club = await serveClub({
    CLUB_DEMO: 'false',
    TEST_PREPARE: 'tests/support/prepare/integrations.mjs',
    TEST_REMOTE: remote.url,
  });
  integrations = `${club.url}/admin/plugins/integrations`;
  browser = await openBrowser();
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
  await remote.stop();
});

const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const button = (page: Page, title: string, name: string) =>
  card(page, title).getByRole('button', { name, exact: true });
const calls = (page: Page) => card(page, 'Calls').getByRole('row');

test('each card tells how its integration stands', () =>
  browser.watch('integrations cards', async (page) => {
    await page.getByRole('link', { name: 'Integrations', exact: true }).click();
    await card(page, screens).getByText('Ready', { exact: true }).waitFor();
    await card(page, screens).getByText('1 waiting').waitFor();
    await card(page, screens).getByText('list screens').waitFor();

    await card(page, 'The radio').getByText('Waiting', { exact: true }).waitFor();
    await card(page, 'The radio').getByText('Resumes at').waitFor();

    await card(page, 'The box office').getByText('Off', { exact: true }).waitFor();
    await card(page, 'The box office').getByText('TICKETS_TOKEN').waitFor();
    expect(await button(page, 'The box office', 'Check now').count()).toBe(0);

    await card(page, screens).getByRole('link', { name: 'ballroom.push' }).click();
    await page.waitForURL(/plugins\/jobs\?name=ballroom\.push/);
    await page.getByRole('heading', { name: 'Background jobs' }).waitFor();
  }));

test('a check that fails says what is wrong and what to do; one that works mends it', () =>
  browser.watch('integrations check', async (page) => {
    await page.goto(integrations);
    screensAnswer(401, { message: 'The token has expired' });
    await button(page, screens, 'Check now').click();
    await card(page, screens)
      .getByText(/The check failed: .*The token has expired/)
      .waitFor();
    await card(page, screens).getByText('Broken', { exact: true }).waitFor();
    await card(page, screens).getByText('Renew the access to The ballroom’s screens').waitFor();

    screensAnswer(200, {});
    await button(page, screens, 'Check now').click();
    await card(page, screens).getByText('The connection works.').waitFor();
    await card(page, screens).getByText('Ready', { exact: true }).waitFor();
    expect(await button(page, screens, 'Resume').count()).toBe(0);
  }));

test('what is broken goes on when somebody resumes it', () =>
  browser.watch('integrations resume', async (page) => {
    await page.goto(integrations);
    screensAnswer(401, {});
    await button(page, screens, 'Check now').click();
    await button(page, screens, 'Resume').click();
    await page.getByText(`${screens} resumed.`).waitFor();
    await card(page, screens).getByText('Ready', { exact: true }).waitFor();
  }));

test.each(looks)('everything can be read at $width px, in $language, in the $theme', (look) =>
  browser.watch(`integrations ${look.width} ${look.theme}`, (page) =>
    inLook(page, look, async () => {
      await page.goto(integrations);
      await page.getByRole('row').first().waitFor();
      await card(page, screens).waitFor();
      expect(await pageFaults(page)).toEqual([]);
    }),
  ),
);

test('the choices of the filters are read once, not with the log, and anew when one is opened', () =>
  browser.watch('integrations choices', async (page) => {
    const choices = /integrations\/log\/choices/;
    let asked = 0;
    page.on('request', (request) => {
      if (choices.test(request.url())) asked += 1;
    });
    const polled = () => page.waitForResponse((answer) => /integrations\/log\?/.test(answer.url()));
    const first = polled();
    await page.goto(integrations);
    await first;
    await polled();
    await polled();
    expect(asked).toBe(1);
    const anew = page.waitForResponse((answer) => choices.test(answer.url()));
    await page.getByRole('combobox', { name: 'Action' }).click();
    await anew;
    await page.keyboard.press('Escape');
  }));

test('a call says what went wrong in the panel’s language, and what the remote said in its own', () =>
  browser.watch('integrations messages', (page) =>
    inLook(page, { width: 1400, theme: 'light', language: 'it' }, async () => {
      await page.goto(`${integrations}?outcome=again`);
      const log = page.getByRole('region', { name: 'Chiamate', exact: true });
      await log.getByText('The radio ha risposto 429: «Busy»').first().waitFor();
    }),
  ));

test('the log is filtered, paged, and shows a call as it is kept: without its secrets', () =>
  browser.watch('integrations log', async (page) => {
    await page.goto(integrations);
    await button(page, screens, 'Show calls').click();
    await page.waitForURL(/integration=ballroom/);
    await page.getByRole('link', { name: 'Go to page 2' }).click();
    await page.waitForURL(/page=2/);
    await calls(page).filter({ hasText: 'show artist' }).waitFor();

    await page.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: 'show artist' }).click();
    await page.waitForURL(/action=show/);
    await page.getByRole('combobox', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'Succeeded' }).click();
    await page.waitForURL(/outcome=ok/);
    await calls(page).filter({ hasText: 'list screens' }).first().waitFor({ state: 'detached' });
    expect(await calls(page).count()).toBe(2);

    await page.getByRole('button', { name: 'show artist' }).click();
    const entry = page.getByRole('dialog');
    await entry.getByText('PUT', { exact: false }).first().waitFor();
    expect(await entry.textContent()).toContain('Ember Hour');
    expect(await entry.textContent()).not.toMatch(/EAAB-secret|shown-to-nobody/);
    await entry.getByRole('button', { name: 'All calls about this entry' }).click();
    await page.waitForURL(/subject=/);

    await page.getByLabel('Until').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('No call matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await calls(page).filter({ hasText: 'list screens' }).first().waitFor();

    await page.goto(`${integrations}?outcome=again`);
    await calls(page).filter({ hasText: 'announce' }).waitFor();
    expect(await calls(page).count()).toBe(2);
  }));

test('everything is reached by the Tab key; a call is opened by Enter, closed by Escape, and found again', () =>
  browser.watch('integrations keyboard', async (page) => {
    await page.goto(`${integrations}?action=show+artist`);
    await card(page, screens).waitFor();
    const call = page.getByRole('button', { name: 'show artist' }).first();
    await call.waitFor();
    expect(await keyboardFaults(page)).toEqual([]);
    await call.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'show artist' }).waitFor();
  }));

test('a call leads to the entry that it was about', () =>
  browser.watch('integrations entry', async (page) => {
    await page.goto(`${integrations}?action=show+artist`);
    await calls(page).getByRole('link', { name: 'Ember Hour' }).click();
    await page.waitForURL(/content-manager\/collection-types\/api::artist\.artist\/\w+/);
    await page.getByRole('heading', { name: 'Ember Hour' }).waitFor();
  }));

test('everything is synced, and the card shows how far that is', () =>
  browser.watch('integrations sync', async (page) => {
    await page.goto(integrations);
    await button(page, screens, 'Sync all now').click();
    await page.getByText(`Full sync of ${screens} started.`).waitFor();
    await card(page, screens).getByText('4 of 8 · half of the events').waitFor();
    await card(page, screens).getByText('Working', { exact: true }).waitFor();
    await card(page, screens).getByRole('link', { name: 'Full sync' }).click();
    await page.getByRole('heading', { name: 'ballroom.sync-all' }).waitFor();
  }));

test('who may only read sees no buttons to act, and reads in Italian', () =>
  browser.watch('integrations reader', async (page) => {
    await signOut(page);
    await signIn(page, club.url, { email: 'reader@club.example', password: 'Only-for-tests-1' });
    await page.goto(integrations);
    await card(page, screens).waitFor();
    expect(await page.getByRole('button', { name: /^(Check now|Sync|Resume)/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'ballroom.push' }).count()).toBe(0);

    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
    await page.reload();
    await page.getByRole('heading', { name: 'Integrazioni' }).waitFor();
    await card(page, 'The radio').getByText('In attesa', { exact: true }).waitFor();
  }));
