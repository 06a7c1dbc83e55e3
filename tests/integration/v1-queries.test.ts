import { startClub, type Club } from '../support/club';
import { fillLargeClub } from '../support/large-club';
import { watchReads, type Step } from '../support/plans';
import { ask } from '../support/v1';

const now = new Date();

/** Each public read that goes to the database, `%` standing for how much of it is asked for. */
const lists = [
  '/events?per_page=%',
  '/events?per_page=%&lang=it',
  '/events?per_page=%&order=desc&from=2000-01-01',
  '/events?per_page=%&location=main-cave',
  '/events?per_page=%&artist=elodie',
  '/events?per_page=%&type=dj_set',
  '/events?per_page=%&q=event',
  '/locations/main-cave/events?limit=%',
  '/artists/zed/events?limit=%',
  '/blog?per_page=%',
  '/blog?per_page=%&lang=fr',
  '/blog?per_page=%&category=news',
  '/blog?per_page=%&q=open',
  '/artists?per_page=%',
  '/artists?per_page=%&q=elo',
];
const others = [
  '/events/now',
  '/events/on-stage?lang=it',
  '/events.ics',
  '/events/on-stage.ics',
  '/events/feed.xml',
  '/blog/feed.xml',
  '/blog/open-post',
  '/blog/categories',
  '/locations?lang=it',
  '/locations/main-cave',
  '/artists/elodie',
  '/staff?lang=fr',
  '/support/tiers',
  '/search?q=event',
  '/i18n/it',
];

/**
 * Read whole, since a list shows all of them: the club has dozens of these, not thousands. Performers and the media library
 * grow, but the tests' club has three and one, and no database bothers with an index for so few.
 */
const small = ['locations', 'categories', 'staff_members', 'patreon_tiers', 'ui_texts', 'artists', 'files'];

/** What a search looks for may stand anywhere in a text, so that it reads all texts of a type: of the index or of the table. */
const isSearch = ({ table, sql }: Step): boolean =>
  table === 'content_search_entries' && sql.includes(' LIKE ');

/** Strapi's indexes on what kind a component is: they hold all rows of a kind, so a read through them reads the table. */
const wholeKinds = /_(field|component_type)_idx$/;

let club: Club;
let steps: () => Promise<Step[]>;

async function queriesOf(path: string): Promise<number> {
  const service = club.strapi.plugin('public-api').service('reads').database;
  const before = service.queries;
  expect((await ask(club, path)).status).toBe(200);
  return service.queries - before;
}

beforeAll(async () => {
  club = await startClub();
  await fillLargeClub(club.strapi, now);
  steps = watchReads(club);
});
afterAll(() => club.stop());

test.each(lists)('%s makes as many queries for one as for a hundred', async (path) => {
  const forOne = await queriesOf(path.replace('%', '1'));
  const forMany = await queriesOf(path.replace('%', '100'));
  expect(forOne).toBeGreaterThan(0);
  expect(forMany).toBe(forOne);
});

test('the lists are long enough for that to mean something', async () => {
  for (const path of ['/events?per_page=100', '/blog?per_page=100', '/events?per_page=100&artist=elodie']) {
    expect(JSON.parse((await ask(club, path)).text)).toMatchObject({ data: { length: 100 } });
  }
});

test('a total counts what was published since it was last asked for', async () => {
  const total = async (): Promise<number> =>
    (JSON.parse((await ask(club, '/blog')).text) as { meta: { pagination: { total: number } } }).meta
      .pagination.total;
  const before = await total();
  const data = { slug: 'news-of-today', title: 'News' };
  await club.strapi.documents('api::post.post').create({ locale: 'en', status: 'published', data });
  expect(await total()).toBe(before + 1);
});

test('no public read goes through a table that grows from its beginning to its end', async () => {
  for (const path of [...lists.map((list) => list.replace('%', '10')), ...others]) await queriesOf(path);
  const read = await steps();
  const tables = new Set(read.map(({ table }) => table));
  for (const table of ['events', 'posts', 'events_cmps', 'content_search_entries'])
    expect(tables).toContain(table);
  const whole = read.filter(({ table, index }) => index === null && !small.includes(table));
  expect(whole.filter((step) => !isSearch(step))).toEqual([]);
  expect(read.filter(({ index }) => wholeKinds.test(index ?? ''))).toEqual([]);
});
