import type { Page } from 'playwright-core';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inviteStaff, type Account } from '../support/invite-staff';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { inLook, pageFaults, looks } from '../support/page-layout';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';
import type { StaffRole } from '../support/staff';

// The demo club, whose events lack this and that; one queue is paused, which needs a person.
let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let troubles: Troubles;
const people = new Map<StaffRole, Account>();

const names: Partial<Record<StaffRole, string>> = {
  'strapi-editor': 'Edith',
  'club-translator': 'Tara',
  'club-booker': 'Boris',
  'club-host': 'Hilda',
  'club-manager': 'Mona',
};

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'true' });
  api = await logInAsAdministrator(club.url);
  for (const [code, name] of Object.entries(names) as [StaffRole, string][])
    people.set(code, await inviteStaff(api, code, name));
  await api.post('/jobs/names/integrations.prune-log/pause', { reason: 'Looking into it' });
  browser = await openBrowser();
  troubles = watchTroubles(browser.page);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const widget = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const menu = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

/** Opens the home page as somebody of a role, once all of it is there. */
async function openAs(page: Page, code: StaffRole): Promise<void> {
  await page.goto(`${club.url}/admin/auth/login`);
  await signOut(page);
  await page.goto(`${club.url}/admin/auth/login`);
  // Signing out ends what is under way.
  troubles.clear();
  await signIn(page, club.url, people.get(code));
  await isThere(page, 'Tonight and next');
}

const isThere = async (page: Page, title: string): Promise<void> => {
  await widget(page, title).waitFor();
  await page
    .getByText(/Loading widget content/)
    .first()
    .waitFor({ state: 'detached' });
};

test('a Manager sees what is next, what needs attention and what is to translate', () =>
  browser.watch('home manager', async (page) => {
    await openAs(page, 'club-manager');
    await widget(page, 'Tonight and next').getByRole('listitem').first().waitFor();
    expect(await widget(page, 'Tonight and next').getByText(/ SLT /).count()).toBeGreaterThan(0);
    await widget(page, 'To translate').getByRole('link').first().waitFor();
    await widget(page, 'My drafts').getByText('You have no unpublished drafts.').waitFor();
    await widget(page, 'Needs attention').getByText('Looking into it').waitFor();
    expect(await page.getByTestId('alerts-count').textContent()).toBe('1');
    await menu(page, 'Needs attention: 1').click();
    await page.getByRole('heading', { name: 'Needs attention', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Background jobs are paused: Delete old calls' }).click();
    await page.waitForURL(/plugins\/jobs\?name=integrations\.prune-log/);
    expect(troubles.all()).toEqual([]);
  }));

test('nothing of Strapi is advertised, and no type can be built', () =>
  browser.watch('home advertisements', async (page) => {
    await page.goto(`${club.url}/admin/auth/login`);
    await signOut(page);
    await page.goto(`${club.url}/admin/auth/login`);
    await signIn(page, club.url);
    await isThere(page, 'Tonight and next');
    for (const name of ['Marketplace', 'Content-Type Builder'])
      expect(await menu(page, name).count()).toBe(0);
    expect(await page.getByText(/Media Library.*(Docs|blog)|Introducing the new/).count()).toBe(0);
    expect(await page.locator('section[data-strapi-widget-id]').count()).toBe(4);
    await page.goto(`${club.url}/admin/settings/application-infos`);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await page.locator('a[href^="https://strapi.io/"]:visible').count()).toBe(0);
    expect(await page.getByText(/Audit Logs|Single Sign-On|Releases|Review Workflows/).count()).toBe(0);
    await page.goto(`${club.url}/admin/content-manager/collection-types/api::artist.artist`);
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.getByRole('button', { name: 'More actions' }).first().click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await page.getByText('Edit the model').count()).toBe(0);
  }));

test.each<[StaffRole, string[], string[]]>([
  [
    'strapi-editor',
    ['Tonight and next', 'Needs attention', 'To translate', 'My drafts'],
    ['Integrations', 'Media Library'],
  ],
  ['club-booker', ['Tonight and next', 'Needs attention', 'To translate', 'My drafts'], ['Media Library']],
  ['club-translator', ['Tonight and next', 'To translate', 'My drafts'], []],
  ['club-host', ['Tonight and next'], []],
])('%s sees what the role may, and no more', (code, widgets, links) =>
  browser.watch(`home ${code}`, async (page) => {
    await openAs(page, code);
    const headings = page.locator('section[data-strapi-widget-id] h2');
    expect((await headings.allTextContents()).map((text) => text.trim())).toEqual(widgets);
    for (const link of ['Integrations', 'Background jobs', 'Media Library'])
      expect([link, await menu(page, link).count()]).toEqual([link, links.includes(link) ? 1 : 0]);
    // The queue is for those who see jobs.
    expect(await page.getByText('Looking into it').count()).toBe(0);
    if (widgets.includes('Needs attention'))
      await widget(page, 'Needs attention').getByText('Nothing needs your attention.').waitFor();
    expect(await page.getByTestId('alerts-count').count()).toBe(0);
    expect(troubles.all()).toEqual([]);
  }),
);

test('a Booker finds a draft again, and leads to it', () =>
  browser.watch('home drafts', async (page) => {
    await openAs(page, 'club-booker');
    await page.goto(
      `${club.url}/admin/content-manager/collection-types/api::artist.artist/create?plugins[i18n][locale]=en`,
    );
    await page.locator('[name="name"]').fill('Vesper');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/artist\.artist\/(?!create)\w+/);
    await menu(page, 'Home').click();
    await widget(page, 'My drafts').getByRole('link', { name: 'Vesper' }).click();
    await page.waitForURL(/artist\.artist\/(?!create)\w+/);
    await page.getByRole('heading', { name: 'Vesper', level: 1 }).waitFor();
  }));

/** What Strapi draws between two widgets to change their widths stands out of a narrow page. */
const strapisHandles = 'the page scrolls sideways: 394 in 390';

const titles = { en: 'Tonight and next', it: 'Stasera e prossimamente' } as const;

describe.each<StaffRole>(['club-manager', 'club-booker', 'strapi-editor'])('%s', (code) => {
  beforeAll(() => openAs(browser.page, code));

  test.each(looks)('reads the home page at $width px, in $language, in the $theme', (look) =>
    browser.watch(`home ${code} ${look.width} ${look.theme}`, (page) =>
      inLook(page, look, async () => {
        await page.goto(`${club.url}/admin/`);
        await widget(page, titles[look.language]).getByRole('listitem').first().waitFor();
        await browser.keep(`home ${code} ${look.width} ${look.language} ${look.theme}`);
        const faults = await pageFaults(page);
        expect(faults.filter((fault) => fault !== strapisHandles)).toEqual([]);
        expect(troubles.all()).toEqual([]);
      }),
    ),
  );
});

describe('what needs attention', () => {
  beforeAll(() => openAs(browser.page, 'club-manager'));

  test.each(looks)('can be read at $width px, in $language, in the $theme', (look) =>
    browser.watch(`alerts ${look.width} ${look.theme}`, (page) =>
      inLook(page, look, async () => {
        await page.goto(`${club.url}/admin/plugins/admin-desk`);
        await page.getByText('Looking into it').waitFor();
        await browser.keep(`alerts ${look.width} ${look.language} ${look.theme}`);
        expect(await pageFaults(page)).toEqual([]);
      }),
    ),
  );
});
