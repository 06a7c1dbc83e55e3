import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser';
import { keyboardFaults } from '../support/keyboard';
import { inLook, pageFaults, looks } from '../support/page-layout';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';

// tests/support/prepare/jobs.mjs says what these jobs do: three that fail at first, one that runs until it is stopped.
let club: ServedClub;
let browser: Browser;
let jobs: string;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false', TEST_PREPARE: 'tests/support/prepare/jobs.mjs' });
  jobs = `${club.url}/admin/plugins/jobs`;
  browser = await openBrowser();
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rowOf = (page: Page, section: string, text: string) =>
  region(page, section).getByRole('row').filter({ hasText: text });

test('the page shows how things stand: counts, the last hour, names and jobs', () =>
  browser.watch('jobs overview', async (page) => {
    await page.getByRole('link', { name: 'Background jobs' }).click();
    await page.getByRole('heading', { name: 'Background jobs' }).waitFor();
    await page
      .getByRole('img', { name: /The last hour, minute by minute: \d+ jobs done, \d+ failed/ })
      .waitFor();
    await page
      .getByText(/median wait .* ms, 95th percentile/)
      .first()
      .waitFor({ state: 'attached' });
    await rowOf(page, 'By name', 'calendar.sync')
      .getByRole('button', { name: /Show \d jobs calendar.sync, Failed/ })
      .waitFor();
    await rowOf(page, 'Jobs', 'poetry-night').getByText('503 Service Unavailable').waitFor();
  }));

test('one failed job tells its story, is retried, and is seen to succeed', () =>
  browser.watch('jobs story', async (page) => {
    await page.goto(jobs);
    await page.getByPlaceholder('Key or id').fill('ember');
    await page.getByPlaceholder('Key or id').press('Enter');
    await page.waitForURL(/search=ember/);
    await rowOf(page, 'Jobs', 'ember-hour').getByRole('link', { name: 'calendar.sync' }).click();
    await page.getByText('Failed permanently').waitFor();
    await page.getByText('"access_token": "[masked]"').waitFor();
    await region(page, 'Failed attempts')
      .getByText('The calendar refused ember-hour: 503 Service Unavailable')
      .nth(1)
      .waitFor();

    await button(page, 'Retry').click();
    await page.getByText('Retrying now.').waitFor();
    await page.getByText('"shown": true').waitFor();
    await page.getByText('Done', { exact: true }).waitFor();
    expect(await button(page, 'Retry').count()).toBe(0);
  }));

test('everything on both pages is reached by the Tab key, and opened by Enter', () =>
  browser.watch('jobs keyboard', async (page) => {
    await page.goto(jobs);
    await rowOf(page, 'Jobs', 'blue-hour').waitFor();
    expect(await keyboardFaults(page)).toEqual([]);
    const link = rowOf(page, 'Jobs', 'blue-hour').getByRole('link', { name: 'calendar.sync' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'calendar.sync' }).waitFor();
    await button(page, 'Retry').waitFor();
    expect(await keyboardFaults(page)).toEqual([]);
  }));

test('a name is paused with a reason, its failed jobs are retried, wait, and go on when it is resumed', () =>
  browser.watch('jobs paused', async (page) => {
    await page.goto(`${jobs}?name=calendar.sync`);
    await button(page, 'Pause calendar.sync').click();
    await button(page, 'Pause').click();
    await page.getByText('Enter a reason: others will see why these jobs wait.').waitFor();
    await page.getByLabel('Reason').fill('x'.repeat(301));
    await page.getByText('At most 300 characters; this has 301.').waitFor();
    await button(page, 'Pause').click();
    await page.getByLabel('Reason').fill('Google is down until noon');
    await button(page, 'Pause').click();
    await rowOf(page, 'By name', 'calendar.sync').getByText('Google is down until noon').waitFor();

    for (const look of looks)
      await inLook(page, look, async () => {
        await page.goto(jobs);
        await page.getByText('Google is down until noon').waitFor();
        expect({ ...look, faults: await pageFaults(page) }).toEqual({ ...look, faults: [] });
        await page.getByRole('link', { name: 'calendar.sync' }).first().click();
        await page.getByRole('heading', { name: 'calendar.sync' }).waitFor();
        expect({ ...look, faults: await pageFaults(page) }).toEqual({ ...look, faults: [] });
      });
    await page.goto(`${jobs}?name=calendar.sync`);

    await button(page, 'Retry all failed calendar.sync').click();
    await page.getByText(/[23] failed jobs of calendar.sync will be retried now/).waitFor();
    await button(page, 'Retry all').click();
    await page.getByText(/Retrying [23] jobs/).waitFor();
    await rowOf(page, 'Jobs', 'blue-hour').getByText('Waiting').waitFor();

    await button(page, 'Resume calendar.sync').click();
    await rowOf(page, 'Jobs', 'blue-hour').getByText('Done').waitFor();
    await rowOf(page, 'Jobs', 'poetry-night').getByText('Done').waitFor();
    expect(await page.getByText('Google is down until noon').count()).toBe(0);
  }));

test('a running job is cancelled', () =>
  browser.watch('jobs cancelled', async (page) => {
    await page.goto(jobs);
    await page.getByRole('button', { name: /^Running/ }).click();
    await rowOf(page, 'Jobs', 'Running').getByRole('link', { name: 'stream.watch' }).click();
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await button(page, 'Cancel the job').click();
    await page.getByText('The job stops within seconds.').waitFor();
    const buttons = page.getByRole('alertdialog').getByRole('button');
    expect(await buttons.allTextContents()).toEqual(['Close', 'Cancel the job']);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByText('Job cancelled.').waitFor();
    await region(page, 'Failed attempts').getByText('Cancelled by').waitFor();
  }));

test('what is not there is said: no match, no such job, no connection', () =>
  browser.watch('jobs nothing', async (page) => {
    await page.goto(`${jobs}?search=nobody`);
    await page.getByText('No job matches these filters.').waitFor();
    await page.goto(`${jobs}/nobody`);
    await page.getByText('This job does not exist.').waitFor();

    await page.goto(jobs);
    await page.getByRole('img', { name: /The last hour/ }).waitFor();
    await page.route('**/jobs/overview', (route) => route.abort());
    await page.getByText(/This page could not be refreshed since/).waitFor();
    await page.getByText('The server does not respond.').waitFor();
    await page.getByRole('img', { name: /The last hour/ }).waitFor();
    await page.unroute('**/jobs/overview');
    await page.getByText(/could not be refreshed/).waitFor({ state: 'detached' });
  }));

test('who may only read sees no buttons, and reads in Italian', () =>
  browser.watch('jobs reader', async (page) => {
    await signOut(page);
    await signIn(page, club.url, { email: 'reader@club.example', password: 'Only-for-tests-1' });
    await page.goto(jobs);
    await rowOf(page, 'By name', 'calendar.sync').waitFor();
    expect(await page.getByRole('button', { name: /^(Pause|Resume|Retry)/ }).count()).toBe(0);

    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
    await page.reload();
    await page.getByRole('heading', { name: 'Lavori in background' }).waitFor();
    await page.getByRole('img', { name: /L’ultima ora, minuto per minuto/ }).waitFor();
  }));
