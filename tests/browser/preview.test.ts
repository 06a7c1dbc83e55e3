import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { accessibilityFaults } from '../support/accessibility';
import { inLook, looks } from '../support/page-layout';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';

const website = 'https://club.example';
const explorer = '/content-manager/collection-types';
const [events, locations, artists, staff] = [
  'api::event.event',
  'api::location.location',
  'api::artist.artist',
  'api::staff-member.staff-member',
];

const made = z.object({ data: z.object({ documentId: z.string() }) });

interface Stage {
  club: ServedClub;
  api: AdminApi;
  event: string;
}

/** A club with an event whose location and artist are public. Its title is in Italian too, its description is not. */
async function stage(env: Record<string, string>): Promise<Stage> {
  const club = await serveClub({ CLUB_DEMO: 'false', ...env });
  const api = await logInAsAdministrator(club.url);
  const make = async (type: string, entry: object, query = '') =>
    made.parse(await api.post(`${explorer}/${type}${query}`, entry)).data.documentId;
  const location = await make(locations, { name: 'The Main Cave', moodCategory: 'hybrid', isActive: true });
  const artist = await make(artists, { name: 'Vesper' });
  await api.post(`${explorer}/${locations}/${location}/actions/publish`, {});
  await api.post(`${explorer}/${artists}/${artist}/actions/publish`, {});
  const event = await make(events, {
    title: 'Blue Hour',
    description: 'Songs **until** dawn',
    startTime: '2026-11-21T21:00:00.000Z',
    endTime: '2026-11-21T23:00:00.000Z',
    timezone: 'Europe/Rome',
    location: { connect: [{ documentId: location }] },
    lineUp: [{ artist: { connect: [{ documentId: artist }] }, role: 'headliner' }],
    links: [{ kind: 'tickets', url: 'https://example.com/door' }],
  });
  return { club, api, event };
}

const panel = (page: Page) => page.getByRole('article', { name: /^(Preview|Anteprima)$/ });
const says = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
const pageLink = (page: Page) => page.getByRole('link', { name: /^(Open on the website|Apri sul sito)$/ });
const openPreview = (page: Page) => page.getByRole('link', { name: 'Show the page here' });

describe('with a website', () => {
  let { club, api, event } = {} as Stage;
  let browser: Browser;
  let troubles: Troubles;
  beforeAll(async () => {
    ({ club, api, event } = await stage({ FRONTEND_URL: website }));
    browser = await openBrowser({ timezoneId: 'Asia/Tokyo' });
    troubles = watchTroubles(browser.page);
    await signIn(browser.page, club.url);
  });
  afterAll(async () => {
    await browser.close();
    await club.stop();
  });
  const open = async (page: Page, type = events, id = event) => {
    await page.goto(inLanguage('en', type, id));
    await panel(page).waitFor();
  };
  // Strapi opens the next form in the language of the last.
  const inLanguage = (language: string, type = events, id = event): string =>
    `${club.url}/admin${explorer}/${type}/${id}?plugins[i18n][locale]=${language}`;

  test('a draft is shown as readers will see it, and leads to its page', () =>
    browser.watch('preview draft', async (page) => {
      await open(page);
      await says(page, 'Readers do not see this entry now. It would look like this:');
      const card = await panel(page).innerText();
      for (const text of ['Blue Hour', 'Sat, Nov 21, 2026, 10:00 PM (Rome)', '1:00 PM SLT', 'until 12:00 AM'])
        expect(card).toContain(text);
      expect(card).toMatch(/Location: The Main Cave/);
      expect(card).toMatch(/Vesper – Headliner/);
      expect(card).toContain('Songs until dawn');
      expect(await panel(page).getByRole('link').getAttribute('href')).toBe('https://example.com/door');
      // The club's panel has Strapi's button too.
      expect(await page.getByRole('link', { name: 'Open preview' }).count()).toBe(0);

      const href = new URL(z.string().parse(await pageLink(page).getAttribute('href')));
      expect(`${href.origin}${href.pathname}`).toBe(`${website}/events/blue-hour`);
      const token = href.searchParams.get('preview') ?? '';
      const answer = await fetch(`${club.url}/api/v1/preview/${token}?lang=en`);
      expect([answer.status, await answer.json()]).toMatchObject([200, { data: { title: 'Blue Hour' } }]);
      expect(troubles.all()).toEqual([]);
    }));

  test('each language is chosen, and what is English there is marked', () =>
    browser.watch('preview languages', async (page) => {
      await open(page);
      expect(await panel(page).getByText('In English').count()).toBe(0);
      await page.getByRole('combobox', { name: 'Language of the preview' }).click();
      await page.getByRole('option', { name: 'Italian' }).click();
      await panel(page).getByText('In English').first().waitFor();
      expect(await panel(page).getByText('In English').count()).toBe(2);
      expect(await pageLink(page).getAttribute('href')).toMatch(/&lang=it$/);

      // The form's own language is the first.
      await page.goto(inLanguage('fr'));
      await panel(page).waitFor();
      expect(await pageLink(page).getAttribute('href')).toMatch(/&lang=fr$/);
    }));

  test('says what readers do not see yet, and what is not saved', () =>
    browser.watch('preview changes', async (page) => {
      await api.post(`${explorer}/${events}/${event}/actions/publish`, {});
      await open(page);
      await says(page, 'This is what readers see.');
      await page.locator('[name="title"]').fill('Violet Hour');
      await says(page, 'Changes that are not saved are not shown.');
      await panel(page).getByRole('heading', { name: 'Blue Hour' }).waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await panel(page).getByRole('heading', { name: 'Violet Hour' }).waitFor();
      await says(page, 'Saved but not published: Title. Readers still see the earlier version.');
    }));

  test('the page is shown beside the panel by Strapi’s own preview', () =>
    browser.watch('preview frame', async (page) => {
      await page.route(`${website}/**`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<h1>The website</h1>' }),
      );
      await open(page);
      await openPreview(page).click();
      const frame = page.locator('iframe');
      await frame.waitFor();
      expect(await frame.getAttribute('src')).toMatch(/\/events\/blue-hour\?preview=[\w.-]+&lang=en$/);
      await page.frameLocator('iframe').getByText('The website').waitFor();
    }));

  test('a type without pages has a card and no link', () =>
    browser.watch('preview staff', async (page) => {
      const { documentId } = made.parse(
        await api.post(`${explorer}/${staff}`, { name: 'Oriane', roleTitle: 'Host', isActive: true }),
      ).data;
      await open(page, staff, documentId);
      await panel(page).getByText('Oriane').waitFor();
      expect(await pageLink(page).count()).toBe(0);
    }));

  test.each(looks)('it can be read at $width in $language, $theme', (look) =>
    browser.watch(`preview ${look.width} ${look.language} ${look.theme}`, async (page) => {
      await inLook(page, look, async () => {
        await page.goto(inLanguage(look.language));
        // On a phone the panels are in a drawer.
        if (look.width === 390) await page.getByRole('button', { name: 'Apri le altre azioni' }).click();
        await panel(page).waitFor();
        await panel(page).scrollIntoViewIfNeeded();
        // The rows of the line-up have their names by requests of their own.
        await page.waitForLoadState('networkidle');
        expect(await accessibilityFaults(page)).toEqual([]);
        await browser.keep(`preview ${look.width} ${look.language} ${look.theme}`);
      });
    }),
  );
});

describe('without a website', () => {
  let { club, event } = {} as Stage;
  let browser: Browser;
  beforeAll(async () => {
    ({ club, event } = await stage({}));
    browser = await openBrowser();
    await signIn(browser.page, club.url);
  });
  afterAll(async () => {
    await browser.close();
    await club.stop();
  });

  test('the card is there, and leads nowhere', () =>
    browser.watch('preview without a website', async (page) => {
      await page.goto(`${club.url}/admin${explorer}/${events}/${event}`);
      await panel(page).getByText('Blue Hour').waitFor();
      for (const link of [pageLink(page), openPreview(page)]) expect(await link.count()).toBe(0);
    }));

  test('a new entry has no panel', () =>
    browser.watch('preview new', async (page) => {
      await page.goto(`${club.url}/admin${explorer}/${events}/create`);
      await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
      expect(await panel(page).count()).toBe(0);
    }));
});
