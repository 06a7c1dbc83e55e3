import { startClub, type Club } from '../support/club';
import { doorsOf, tokenDoors, type Doors } from '../support/doors';
import { published, writerOf } from '../support/write';

let club: Club;
let visitor: Doors;

const places = ['alpha', 'beta', 'gamma', 'delta', 'omega'];

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { LOG_LEVEL: 'error' } });
  visitor = doorsOf(club);
  const { create, update } = writerOf(club.strapi);
  const italian = { locale: 'it', ...published };
  for (const [index, slug] of places.entries()) {
    const texts = { name: `${slug} en`, tagline: `tagline of ${slug}` };
    const place = { slug, ...texts, moodCategory: 'hybrid', sortOrder: index };
    const location = await create('api::location.location', place, published);
    if (index % 2 === 0) {
      const data = { name: `${slug} it`, tagline: index === 0 ? '' : `motto di ${slug}` };
      await update('api::location.location', location, data, italian);
    }
    const event = {
      slug: `at-${slug}`,
      title: `At ${slug}`,
      startTime: '2030-01-01T20:00:00.000Z',
      endTime: '2030-01-01T22:00:00.000Z',
      timezone: 'Europe/Rome',
      location,
    };
    const id = await create('api::event.event', event, published);
    if (index !== 1) continue;
    await update('api::event.event', id, { title: 'Da beta' }, italian);
    await update('api::event.event', id, { title: 'Bozza' }, { locale: 'it' });
  }
});
afterAll(() => club.stop());

const inItalian = 'locale=it&fallbackLocale=en';

it('falls back field by field, and says which language an entry mostly is', async () => {
  const { body } = await visitor.rest(
    `/api/locations?${inItalian}&sort=sortOrder&fields=name,tagline,locale`,
  );
  expect(body.data).toMatchObject([
    { name: 'alpha it', tagline: 'tagline of alpha', locale: 'it' },
    { name: 'beta en', tagline: 'tagline of beta', locale: 'en' },
    { name: 'gamma it', tagline: 'motto di gamma', locale: 'it' },
    { name: 'delta en', tagline: 'tagline of delta', locale: 'en' },
    { name: 'omega it', tagline: 'motto di omega', locale: 'it' },
  ]);
});

it('pages hold every document once, as in the fallback language', async () => {
  const page = async (number: number, language: string) => {
    const path = `/api/locations?sort=sortOrder&pagination[page]=${number}&pagination[pageSize]=2&${language}`;
    const { body } = await visitor.rest(path);
    return { slugs: body.data.map(({ slug }: { slug: string }) => slug), pagination: body.meta.pagination };
  };
  for (const number of [1, 2, 3, 4])
    expect(await page(number, inItalian)).toEqual(await page(number, 'locale=en'));
});

it('falls back inside what is populated, whether or not the entry is translated', async () => {
  const { body } = await visitor.rest(`/api/events?${inItalian}&sort=slug&populate=location`);
  const seen = body.data.map(({ title, location }: { title: string; location: { name: string } }) => [
    title,
    location.name,
  ]);
  expect(seen).toEqual([
    ['At alpha', 'alpha it'],
    ['Da beta', 'beta en'],
    ['At delta', 'delta en'],
    ['At gamma', 'gamma it'],
    ['At omega', 'omega it'],
  ]);
});

it('finds one, where its language alone does not', async () => {
  const { body } = await visitor.rest('/api/locations?filters[slug]=beta');
  const path = `/api/locations/${body.data[0].documentId}`;
  expect((await visitor.rest(`${path}?locale=it`)).status).toBe(404);
  const fallen = await visitor.rest(`${path}?${inItalian}`);
  expect(fallen.body.data).toMatchObject({ name: 'beta en', locale: 'en' });
});

it('is the same through GraphQL', async () => {
  const { data } = await visitor.graphql(`{
    locations(locale: "it", fallbackLocale: "en", sort: "sortOrder", pagination: { limit: 2 }) { name tagline locale }
    events(locale: "it", fallbackLocale: "en", sort: "slug", pagination: { limit: 2 }) { title location { name } }
    locations_connection(locale: "it", fallbackLocale: "en", pagination: { page: 3, pageSize: 2 }, sort: "sortOrder") {
      nodes { name }
      pageInfo { total pageCount }
    }
  }`);
  expect(data).toEqual({
    locations: [
      { name: 'alpha it', tagline: 'tagline of alpha', locale: 'it' },
      { name: 'beta en', tagline: 'tagline of beta', locale: 'en' },
    ],
    events: [
      { title: 'At alpha', location: { name: 'alpha it' } },
      { title: 'Da beta', location: { name: 'beta en' } },
    ],
    locations_connection: { nodes: [{ name: 'omega it' }], pageInfo: { total: 5, pageCount: 3 } },
  });
  const { body } = await visitor.rest('/api/locations?filters[slug]=alpha');
  const one = `{ location(documentId: "${body.data[0].documentId}", locale: "it", fallbackLocale: "en") { name } }`;
  expect((await visitor.graphql(one)).data).toEqual({ location: { name: 'alpha it' } });
});

it('asks the documents twice, however many there are', async () => {
  const asked = async (path: string) => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    club.strapi.db.connection.on('query', note);
    await visitor.rest(path);
    club.strapi.db.connection.removeListener('query', note);
    const ofDocuments = /from [`"]locations[`"] as [`"]t0[`"]/;
    return statements.filter((sql) => ofDocuments.test(sql) && !sql.includes('count('));
  };
  expect(await asked(`/api/locations?${inItalian}&pagination[pageSize]=1`)).toHaveLength(2);
  expect(await asked(`/api/locations?${inItalian}&pagination[pageSize]=5`)).toHaveLength(2);
  expect(await asked('/api/locations?locale=en&fallbackLocale=en')).toHaveLength(1);
});

it.each([
  ['locale=*&fallbackLocale=en', "'locale'"],
  ['locale=it&fallbackLocale=*', "'fallbackLocale'"],
  ['locale=it&fallbackLocale=', "'fallbackLocale'"],
  ['locale[]=it&locale[]=fr&fallbackLocale=en', "'locale'"],
])('refuses %s', async (query, field) => {
  const { status, body } = await visitor.rest(`/api/locations?${query}`);
  expect(status).toBe(400);
  expect(body.error.message).toContain(field);
});

it('shows a token drafts in both languages, where it asks for drafts', async () => {
  const token = await tokenDoors(club);
  const { body } = await token.rest(`/api/events?${inItalian}&status=draft&filters[slug]=at-beta`);
  expect(body.data[0].title).toBe('Bozza');
});
