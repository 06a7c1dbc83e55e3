import { startClub, type Club } from '../support/club';
import { doorsOf, memberDoors, tokenDoors, type Doors } from '../support/doors';
import { graphqlQuestions, graphqlViews, questions, types, views } from '../support/probes';
import { asEditor } from '../support/editors';
import { createSecrets, secrets } from '../support/secrets';
import { published, writerOf } from '../support/write';

let club: Club;
let ids: Record<string, string>;
let people: Record<'visitor' | 'member' | 'token', Doors>;

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { LOG_LEVEL: 'error' } });
  ids = await createSecrets(club.strapi);
  people = { visitor: doorsOf(club), member: await memberDoors(club), token: await tokenDoors(club) };
});
afterAll(() => club.stop());

const readers = ['visitor', 'member'] as const;
const told = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret));

const nonsense = 'Xyzzyplugh';
const idsNotSeen = ['hidden', 'gone', 'exclusive'] as const;

describe.each(readers)('a %s', (reader) => {
  it.each(views)('is told no secret by %s', async (path) => {
    const { status, text } = await people[reader].get(path);
    expect(status).toBeLessThan(500);
    expect(told(text)).toEqual([]);
  });

  it('is told none in other forms of answer', async () => {
    for (const [name, value] of Object.entries({
      'strapi-response-format': 'v4',
      'strapi-encode-source-maps': 'true',
    })) {
      for (const type of types) {
        expect(told((await people[reader].get(`/api/${type}?populate=*`, { [name]: value })).text)).toEqual(
          [],
        );
      }
    }
  });

  it.each(graphqlViews)('is told no secret by %s', async (query) => {
    expect(told(JSON.stringify(await people[reader].graphql(query)))).toEqual([]);
  });

  it.each(idsNotSeen)('does not find by its id what is %s', async (name) => {
    const paths = types.map((type) => `/api/${type}/${ids[name]}`);
    const answers = await Promise.all(
      [...paths, `/api/exclusives/${ids[name]}`].map((path) => people[reader].get(path)),
    );
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

it('exclusives stay behind their gate even where an administrator grants them', async () => {
  const role = await club.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'public' } });
  const permissions = club.strapi.db.query('plugin::users-permissions.permission');
  const { id } = await permissions.create({
    data: { action: 'api::exclusive.exclusive.find', role: role.id },
  });
  const { body } = await people.visitor.rest('/api/exclusives?populate=*');
  expect(body.data).toMatchObject([
    { title: secrets.exclusiveTitle, body: null, media: [], cover: { url: '/p.webp' } },
  ]);
  const { data } = await people.visitor.graphql('{ exclusives { body media { url } cover { url } } }');
  expect(data).toEqual({ exclusives: [{ body: null, media: [], cover: { url: '/p.webp' } }] });
  const asked = await people.visitor.rest('/api/exclusives?filters[media][url]=/p.webp');
  expect([asked.status, asked.body.error.message]).toEqual([400, expect.stringContaining("'media'")]);
  await permissions.delete({ where: { id } });
});

it('a writer loses nothing of what they may not read, and what a write reads on its way is whole', async () => {
  const { strapi } = club;
  const role = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const action = 'api::post.post.update';
  await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
  const writer = await memberDoors(club, 'writer');
  const documentId = ids['gated'] ?? '';
  const seen: unknown[] = [];
  let watching = true;
  strapi.documents.use(async (context, next) => {
    if (!watching || context.action !== 'update') return next();
    seen.push(await strapi.documents('api::post.post').findOne({ documentId, status: 'draft' }));
    return next();
  });
  const mutation = `mutation { updatePost(documentId: "${documentId}", data: { title: "Renamed" }) { title } }`;
  expect(await writer.graphql(mutation)).toEqual({ data: { updatePost: { title: 'Renamed' } } });
  watching = false;
  expect(seen).toMatchObject([{ body: secrets.gatedBody }]);
  const rows = await strapi.db.query('api::post.post').findMany({ where: { documentId, locale: 'en' } });
  expect(rows.map(({ body }) => body)).toEqual([secrets.gatedBody, secrets.gatedBody]);
});

it('the admin panel still finds a document’s other languages and drafts', async () => {
  const send = await asEditor(club);
  const path = `/content-manager/collection-types/api::event.event/${ids['shown']}`;
  const { status, body } = await send('GET', `${path}?locale=en`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    data: { title: secrets.draftTitle },
    meta: { availableLocales: [{ locale: 'it' }], availableStatus: [{ publishedAt: expect.any(String) }] },
  });
});

it('what is switched off or put behind a tier in English is so in every language', async () => {
  const { update } = writerOf(club.strapi);
  const [place = '', post = ''] = [ids['open'], ids['openPost']];
  const italian = async () =>
    (await people.visitor.rest('/api/locations?locale=it')).body.meta.pagination.total;
  await update('api::location.location', place, { name: 'Sala' }, { locale: 'it', ...published });
  expect(await italian()).toBe(1);
  await update('api::location.location', place, { isActive: false }, published);
  expect(await italian()).toBe(0);

  const body = async () => (await people.visitor.rest(`/api/posts/${post}?locale=it`)).body.data.body;
  await update('api::post.post', post, { title: 'Aperto', body: 'Parole' }, { locale: 'it', ...published });
  expect(await body()).toBe('Parole');
  await update('api::post.post', post, { minimumTier: ids['tier'] }, published);
  expect(await body()).toBeNull();
});
