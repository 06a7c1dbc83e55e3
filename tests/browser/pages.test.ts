import type { Page } from 'playwright-core';
import { z } from 'zod';
import { accessibilityFaults } from '../support/accessibility';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inLook, looks } from '../support/page-layout';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';

// Every page of the demo club's panel that is not a plugin's own, as it looks; pictures of each are kept.
const types = [
  'event',
  'artist',
  'location',
  'post',
  'exclusive',
  'category',
  'staff-member',
  'patreon-tier',
  'ui-text',
];
const listOf = (type: string): string => `/content-manager/collection-types/api::${type}.${type}`;

let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let troubles: Troubles;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'true' });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser();
  troubles = watchTroubles(browser.page);
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const listed = z.object({ results: z.array(z.object({ documentId: z.string() })) });

/** The address of the first entry in a list. */
async function firstOf(type: string): Promise<string> {
  const { results } = listed.parse(await api.get(`${listOf(type)}?pageSize=1`));
  return `${listOf(type)}/${z.object({ documentId: z.string() }).parse(results[0]).documentId}`;
}

describe.each(looks)('at $width px, $language, $theme', (look) => {
  // What differs by type is seen in one look; the others are looked at where there is most to see.
  test.each(look === looks[0] ? types : ['event', 'post'])('the list of %s, and an entry', (type) =>
    browser.watch(`pages ${type} ${look.width} ${look.theme}`, (page) =>
      inLook(page, look, async () => {
        const pages = { list: listOf(type), entry: await firstOf(type) };
        const faults: string[] = [];
        for (const [name, path] of Object.entries(pages)) {
          troubles.clear();
          await page.goto(`${club.url}/admin${path}`);
          await page.waitForLoadState('networkidle');
          await browser.keep(`pages ${type} ${name} ${look.width} ${look.theme}`);
          faults.push(...(await accessibilityFaults(page)), ...troubles.all());
        }
        expect(faults).toEqual([]);
      }),
    ),
  );
});

describe('lists', () => {
  const events = listOf('event');
  const picker = (page: Page) => page.getByRole('combobox', { name: 'Show' });
  const choose = async (page: Page, view: string): Promise<void> => {
    await picker(page).click();
    await page.getByRole('option', { name: view, exact: true }).click();
  };
  const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('checkbox') });

  test('events open with the next one, with pictures, and other views are chosen', () =>
    browser.watch('lists views', async (page) => {
      troubles.clear();
      await page.goto(`${club.url}/admin/content-manager/collection-types`);
      await page.getByRole('link', { name: 'Events', exact: true }).click();
      await rows(page).nth(1).waitFor();
      expect(await picker(page).textContent()).toBe('Upcoming');
      const upcoming = await rows(page).nth(1).textContent();
      await page.locator('td img').first().waitFor();

      await choose(page, 'Past');
      await page.waitForURL(/view%5D=past|\[view\]=past/);
      await rows(page)
        .filter({ hasText: upcoming ?? '' })
        .waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByPlaceholder('Search').last().fill('Skip a Beat');
      await page.keyboard.press('Enter');
      await page.getByText('0 entries found').waitFor();
      await choose(page, 'All');
      await rows(page).filter({ hasText: 'Skip a Beat' }).waitFor();
      expect(troubles.all()).toEqual([]);
    }));

  test('what is not yet in Italian is listed, and a row opens its translation', () =>
    browser.watch('lists untranslated', async (page) => {
      troubles.clear();
      await page.goto(`${club.url}/admin${events}`);
      await rows(page).nth(1).waitFor();
      await choose(page, 'Not yet in Italian');
      await page.getByText(/^\d entries found$/).waitFor();
      await rows(page).nth(1).getByRole('link').first().click();
      await page.waitForURL(/locale(%5D|\])=it/);
      await page.getByRole('combobox', { name: 'Locales' }).getByText('italiano (it)').waitFor();
      expect(troubles.all()).toEqual([]);
    }));
});

test('panels beside an entry: its readers, its translations, and its English beside the form', () =>
  browser.watch('panels', async (page) => {
    troubles.clear();
    const event = await firstOf('event');
    await page.goto(`${club.url}/admin${event}?plugins[i18n][locale]=en`);
    const panel = (title: string) => page.getByRole('complementary').filter({ hasText: title });
    await panel('Who can see this').getByText('Everyone').waitFor();
    const translations = panel('Translations');
    await translations.getByText('Complete').first().waitFor();
    await browser.keep('panels');

    await translations.getByRole('link', { name: 'Italian' }).click();
    await page.waitForURL(/locale(%5D|\])=it/);
    await page.getByRole('button', { name: 'Compare with English' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Copy the English: Title' }).click();
    const title = await dialog.getByRole('region', { name: 'Title' }).getByText(/.+/).nth(2).textContent();
    await browser.keep('panels english');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await page.getByLabel(/^Title/).inputValue()).toBe(title);
    expect(troubles.all()).toEqual([]);
  }));
