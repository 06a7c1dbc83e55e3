import { startClub, type Club } from '../support/club';
import { doorsOf, memberDoors, tokenDoors, type Doors } from '../support/doors';
import { createSecrets, secrets } from '../support/secrets';

let club: Club;
let ids: Record<string, string>;
let people: Record<'visitor' | 'member' | 'token', Doors>;

beforeAll(async () => {
  club = await startClub({ env: { LOG_LEVEL: 'error' } });
  ids = await createSecrets(club.strapi);
  people = { visitor: doorsOf(club), member: await memberDoors(club), token: await tokenDoors(club) };
});
afterAll(() => club.stop());

const readers = ['visitor', 'member'] as const;
const types = [
  'locations',
  'artists',
  'events',
  'posts',
  'categories',
  'staff-members',
  'patreon-tiers',
  'ui-texts',
];

const told = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret));

/** Everything that can be looked at without knowing a secret. */
const views = [
  ...types.flatMap((type) => [
    `/api/${type}?populate=*`,
    `/api/${type}?locale=*&populate=*`,
    `/api/${type}?locale=it&populate=*`,
    `/api/${type}?locale=it&fallbackLocale=en&populate=*`,
    `/api/${type}?populate=deep`,
    `/api/${type}?populate[localizations][populate]=*`,
    `/api/${type}?populate=localizations`,
    `/api/${type}?populate[createdBy]=true&populate[updatedBy]=true`,
    `/api/${type}?fields=*`,
    `/api/${type}?status=draft&populate=*`,
    `/api/${type}?hasPublishedVersion=false`,
    `/api/${type}?publicationFilter=never-published`,
    `/api/${type}?pagination[pageSize]=100&sort=id:desc`,
  ]),
  '/api/events?populate[location][populate]=*&populate[lineUp][populate][artist][populate]=*',
  '/api/events?populate=location.cover.related,lineUp.artist',
  '/api/events?populate[cover][populate]=*',
  '/api/events?populate[cover][populate][related]=true',
  '/api/events?populate[cover][populate][related][on][api::exclusive.exclusive]=true',
  '/api/events?populate[location][status]=draft&populate[location][fields]=name',
  '/api/events?populate[location][filters][isActive]=false',
  '/api/events?populate[location][filters][$or][0][isActive]=false&populate[location][filters][$or][1][id][$notNull]=true',
  '/api/events?filters[location][isActive]=false&populate=location',
  '/api/events?filters[location][publishedAt][$null]=true&populate=location',
  '/api/events?filters[publishedAt][$null]=true',
  '/api/events?sort=location.name&populate=location',
  '/api/locations?filters[isActive]=false',
  '/api/locations?filters[$or][0][isActive]=false&filters[$or][1][isActive]=true',
  '/api/locations?filters[isActive][$in][0]=false&filters[isActive][$in][1]=true',
  '/api/locations?filters[publishedAt][$null]=true',
  '/api/posts?fields=body',
  '/api/posts?fields[0]=title&fields[1]=body&locale=*',
  '/api/posts?populate[minimumTier]=true&populate[author]=true',
  '/api/posts?filters[minimumTier][slug]=dreamer&fields=body',
  '/api/posts?sort=body',
  '/api/posts?sort[0]=body:desc',
  '/api/posts?sort[0][body]=asc',
  '/api/staff-members?filters[isActive]=false',
  '/api/exclusives',
  '/api/exclusives?populate=*',
  '/api/upload/files',
  '/api/upload/files?populate=*',
];

/** Questions with a word in them: an answer to a true word that differs from that to a nonsense word tells. */
const questions = [
  '/api/locations?filters[name]={word}',
  '/api/locations?filters[$not][name]={word}',
  '/api/locations?filters[localizations][name][$contains]={word}',
  '/api/locations?_q={word}',
  '/api/events?filters[title][$contains]={word}',
  '/api/events?filters[title][$contains]={word}&locale=*',
  '/api/events?filters[localizations][title][$contains]={word}',
  '/api/events?_q={word}',
  '/api/events?_q={word}&locale=it&fallbackLocale=en',
  '/api/events?filters[location][name]={word}',
  '/api/events?filters[location][name][$startsWith]={word}',
  '/api/events?filters[location][name][$ne]={word}',
  '/api/events?filters[$not][location][name][$contains]={word}',
  '/api/events?filters[$or][0][location][name][$in][0]={word}&filters[$or][1][slug]=shown',
  '/api/events?filters[location][localizations][name]={word}',
  '/api/events?filters[location][tagline][$containsi]={word}',
  '/api/events?filters[lineUp][artist][name]={word}',
  '/api/events?filters[$not][lineUp][artist][name]={word}',
  '/api/events?filters[cover][related][title]={word}',
  '/api/events?populate[location][filters][name][$ne]={word}',
  '/api/events?populate[lineUp][populate][artist][filters][name][$ne]={word}',
  '/api/posts?filters[body][$contains]={word}',
  '/api/posts?filters[body][$notContains]={word}&filters[slug]=gated',
  '/api/posts?filters[$and][0][$or][0][$not][body][$contains]={word}',
  '/api/posts?filters[localizations][body][$contains]={word}',
  '/api/posts?filters[author][name]={word}',
  '/api/posts?filters[$not][author][name]={word}',
  '/api/posts?_q={word}',
  '/api/posts?_q={word}&locale=it',
  '/api/posts?_q={word}&locale=*',
  '/api/staff-members?filters[name][$contains]={word}',
  '/api/staff-members?_q={word}',
];

const graphqlViews = [
  '{ locations { name tagline cover { url } } locations_connection { nodes { name } pageInfo { total } } }',
  '{ events(locale: "*") { title location { name tagline } lineUp { artist { name } } cover { url } } }',
  '{ events(status: DRAFT) { title } }',
  '{ events_connection(status: DRAFT) { nodes { title } pageInfo { total } } }',
  '{ categories(status: DRAFT) { name } }',
  '{ events(hasPublishedVersion: false) { title } }',
  '{ events(publicationFilter: NEVER_PUBLISHED) { title } }',
  '{ events(filters: { location: { isActive: { eq: false } } }) { location { name } } }',
  '{ events(sort: "location.name") { location { name } } }',
  '{ posts(locale: "*") { title body author { name } minimumTier { name } } }',
  '{ posts(sort: "body") { title } }',
  '{ posts_connection { nodes { body } pageInfo { total } } }',
  '{ posts(locale: "it", fallbackLocale: "en") { title body } }',
  '{ staffMembers { name } staffMembers_connection { pageInfo { total } } }',
  '{ exclusives { title body } }',
  '{ exclusives_connection { nodes { title } pageInfo { total } } }',
  '{ uploadFiles { related { ... on Exclusive { body } } } }',
  '{ events { cover { related { ... on Post { body } } } } }',
  '{ posts { localizations { body } } }',
  '{ posts { localizations_connection { nodes { body } } } }',
];

const graphqlQuestions = [
  'locations(filters: { name: { contains: $w } }) { name }',
  'locations_connection(filters: { name: { contains: $w } }) { pageInfo { total } }',
  'events(filters: { title: { contains: $w } }) { title }',
  'events(filters: { location: { name: { eq: $w } } }) { title }',
  'events(filters: { not: { location: { name: { eq: $w } } } }) { title }',
  'events_connection(filters: { location: { name: { contains: $w } } }) { pageInfo { total } }',
  'events(filters: { lineUp: { artist: { name: { eq: $w } } } }) { title }',
  'events { title lineUp(filters: { artist: { name: { ne: $w } } }) { artist { name } } }',
  'posts(filters: { body: { contains: $w } }) { title }',
  'posts(filters: { or: [{ not: { body: { contains: $w } } }] }) { title }',
  'posts_connection(filters: { body: { contains: $w } }) { pageInfo { total } }',
  'posts(filters: { author: { name: { eq: $w } } }) { title }',
  'staffMembers(filters: { name: { contains: $w } }) { name }',
];

const nonsense = 'Xyzzyplugh';
const idsNotSeen = ['hidden', 'gone', 'exclusive'] as const;

describe.each(readers)('a %s', (reader) => {
  it.each(views)('is told no secret by %s', async (path) => {
    const { status, text } = await people[reader].get(path);
    expect(status).toBeLessThan(500);
    expect(told(text)).toEqual([]);
  });

  it('is told none in other forms of answer', async () => {
    for (const header of [{ 'strapi-response-format': 'v4' }, { 'strapi-encode-source-maps': 'true' }]) {
      for (const type of types) {
        expect(told((await people[reader].get(`/api/${type}?populate=*`, header)).text)).toEqual([]);
      }
    }
  });

  it.each(graphqlViews)('is told no secret by %s', async (query) => {
    expect(told(JSON.stringify(await people[reader].graphql(query)))).toEqual([]);
  });

  it.each(idsNotSeen)('does not find by its id what is %s', async (name) => {
    const paths = types.map((type) => `/api/${type}/${ids[name]}`);
    const answers = await Promise.all([...paths, `/api/exclusives/${ids[name]}`].map(people[reader].get));
    for (const { status, text } of answers) {
      expect([403, 404]).toContain(status);
      expect(told(text)).toEqual([]);
    }
    const { data } = await people[reader].graphql(`{ location(documentId: "${ids[name]}") { name } }`);
    expect(data?.location).toBeNull();
  });

  it('is counted only what is shown', async () => {
    for (const [type, total] of Object.entries({
      locations: 1,
      artists: 1,
      events: 4,
      posts: 3,
      'staff-members': 1,
    })) {
      const { body } = await people[reader].rest(`/api/${type}`);
      expect([type, body.data.length, body.meta.pagination.total]).toEqual([type, total, total]);
    }
    const query = '{ locations_connection { pageInfo { total } } events_connection { pageInfo { total } } }';
    const { data } = await people[reader].graphql(query);
    expect(data).toEqual({
      locations_connection: { pageInfo: { total: 1 } },
      events_connection: { pageInfo: { total: 4 } },
    });
  });

  it('sees a place that is switched off as no place at all', async () => {
    const { body } = await people[reader].rest(
      '/api/events?filters[location][id][$null]=true&fields=slug&sort=slug',
    );
    expect(body.data.map((event: { slug: string }) => event.slug)).toEqual([
      'elsewhere',
      'nowhere',
      'uprooted',
    ]);
  });

  it('reads open posts whole, and of gated ones all but the body', async () => {
    const { body } = await people[reader].rest('/api/posts?populate=minimumTier&sort=slug');
    expect(body.data).toMatchObject([
      { slug: 'by-hidden', body: 'More words', minimumTier: null },
      { slug: 'gated', excerpt: 'Short', body: null, minimumTier: { slug: 'dreamer' } },
      { slug: 'open', body: 'Open words' },
    ]);
    const one = await people[reader].rest(`/api/posts/${ids['gated']}?locale=it`);
    expect(one.body.data).toMatchObject({ title: 'Articolo', body: null });
  });

  it('is told which field cannot be asked about', async () => {
    const { status, body } = await people[reader].rest('/api/posts?filters[body][$contains]=x');
    expect(status).toBe(400);
    expect(body.error.message).toContain("'body'");
    const { errors } = await people[reader].graphql('{ posts(sort: "body") { title } }');
    expect(errors?.[0]?.message).toContain("'body'");
  });

  it.each(['status=draft', 'hasPublishedVersion=true', 'publicationFilter=never-published'])(
    'is told why %s is refused',
    async (parameter) => {
      const { status, body } = await people[reader].rest(`/api/events?${parameter}`);
      expect(status).toBe(400);
      expect(body.error.message).toContain('drafts are not public');
    },
  );

  it('changes nothing', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const [method, path] of [
      ['POST', '/api/posts'],
      ['PUT', `/api/posts/${ids['openPost']}`],
      ['DELETE', `/api/posts/${ids['openPost']}`],
    ] as const) {
      const body = method === 'DELETE' ? null : JSON.stringify({ data: { title: 'Mine' } });
      const answer = await fetch(`${club.url}${path}`, { method, headers, body });
      expect(answer.status).toBe(403);
    }
    const { errors } = await people[reader].graphql(
      `mutation { deletePost(documentId: "${ids['openPost']}") { documentId } }`,
    );
    expect(errors?.[0]?.message).toBe('Forbidden access');
  });
});

// What a member may ask is decided where a visitor's questions are: once is enough.
describe('whoever has no token', () => {
  it.each(questions)('learns nothing by asking %s', async (question) => {
    const ask = (word: string) => people.visitor.get(question.replace('{word}', encodeURIComponent(word)));
    const expected = await ask(nonsense);
    expect(expected.status).toBeLessThan(500);
    for (const secret of Object.values(secrets)) {
      expect({ secret, ...(await ask(secret)) }).toEqual({ secret, ...expected });
    }
  });

  it.each(graphqlQuestions)('learns nothing by asking %s', async (question) => {
    const ask = (w: string) => people.visitor.graphql(`query ($w: String) { ${question} }`, { w });
    const expected = await ask(nonsense);
    for (const secret of Object.values(secrets)) expect(await ask(secret)).toEqual(expected);
  });
});

it('a token of staff’s sees what it is allowed to', async () => {
  const { body } = await people.token.rest(`/api/posts/${ids['gated']}`);
  expect(body.data.body).toBe(secrets.gatedBody);
  const drafts = await people.token.rest('/api/events?status=draft&filters[slug]=shown');
  expect(drafts.body.data[0].title).toBe(secrets.draftTitle);
  const { data } = await people.token.graphql('{ locations(sort: "slug") { slug } }');
  expect(data).toEqual({ locations: [{ slug: 'hidden' }, { slug: 'open' }] });
});

it('a writer loses nothing of what they may not read', async () => {
  const role = await club.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  await club.strapi.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action: 'api::post.post.update', role: role.id } });
  const writer = await memberDoors(club, 'writer');
  const mutation = `mutation { updatePost(documentId: "${ids['gated']}", data: { title: "Renamed" }) { title } }`;
  expect((await writer.graphql(mutation)).data).toEqual({ updatePost: { title: 'Renamed' } });
  const rows = await club.strapi.db
    .query('api::post.post')
    .findMany({ where: { documentId: ids['gated'], locale: 'en' } });
  expect(rows.map(({ body }) => body)).toEqual([secrets.gatedBody, secrets.gatedBody]);
});

it('what is switched off or put behind a tier in English is so in every language', async () => {
  const { strapi } = club;
  const locations = strapi.documents('api::location.location');
  await locations.update({
    documentId: ids['open'] ?? '',
    locale: 'it',
    data: { name: 'Sala' },
    status: 'published',
  });
  const italian = () => people.visitor.rest('/api/locations?locale=it');
  expect((await italian()).body.meta.pagination.total).toBe(1);
  await locations.update({
    documentId: ids['open'] ?? '',
    locale: 'en',
    data: { isActive: false },
    status: 'published',
  });
  expect((await italian()).body.meta.pagination.total).toBe(0);

  const posts = strapi.documents('api::post.post');
  const update = (locale: string, data: object) =>
    posts.update({ documentId: ids['openPost'] ?? '', locale, data, status: 'published' });
  await update('it', { title: 'Aperto', body: 'Parole' });
  const body = async () =>
    (await people.visitor.rest(`/api/posts/${ids['openPost']}?locale=it`)).body.data.body;
  expect(await body()).toBe('Parole');
  await update('en', { minimumTier: ids['tier'] });
  expect(await body()).toBeNull();
});
