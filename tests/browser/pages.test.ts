import { accessibilityFaults } from '../support/accessibility';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inLook, looks } from '../support/page-layout';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';
import { z } from 'zod';

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
  test.each(look === looks[0] ? types : types.slice(0, 4))('the list of %s, and an entry', (type) =>
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
