import { startClub, type Club } from '../support/club';
import { doorsOf, type Doors } from '../support/doors';
import { published, writerOf } from '../support/write';

let club: Club;
let visitor: Doors;
const texts = 120;

type Pagination = Readonly<Record<string, number>>;
const inAddress = (pagination: Pagination): string =>
  Object.entries(pagination)
    .map(([name, value]) => `pagination[${name}]=${value}`)
    .join('&');
const inGraphql = (pagination: Pagination): string =>
  `pagination: { ${Object.entries(pagination)
    .map((pair) => pair.join(': '))
    .join(', ')} }`;

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { LOG_LEVEL: 'error' } });
  visitor = doorsOf(club);
  const { create } = writerOf(club.strapi);
  for (let index = 0; index < texts; index += 1) {
    await create('api::ui-text.ui-text', { key: `key.${index}`, text: 'Text' });
  }
});
afterAll(() => club.stop());

describe('REST', () => {
  it.each([
    ['', 25],
    ['pagination[pageSize]=100', 100],
    ['pagination[pageSize]=1000', 100],
    ['pagination[limit]=1000', 100],
    ['pagination[limit]=-1', 100],
    ['pagination[limit]=0', 1],
    ['pagination[pageSize]=0', 1],
    ['pagination[pageSize]=-1', 1],
  ])('answers ?%s with %i', async (query, length) => {
    const { status, body } = await visitor.rest(`/api/ui-texts?${query}`);
    expect([status, body.data?.length]).toEqual([200, length]);
    expect(body.meta.pagination.total).toBe(texts);
  });

  it('refuses parameters that it does not know', async () => {
    expect((await visitor.rest('/api/ui-texts?nonsense=1')).status).toBe(400);
  });
});

describe('GraphQL', () => {
  it.each([
    ['', 25],
    ['(pagination: { limit: 1000 })', 100],
    ['(pagination: { limit: -1 })', 100],
    ['(pagination: { pageSize: 1000 })', 100],
    ['(pagination: { pageSize: -1 })', 1],
    ['(pagination: { limit: 0 })', 1],
  ])('answers uiTexts%s with %i', async (args, length) => {
    const { data } = await visitor.graphql(
      `{ uiTexts${args} { key } uiTexts_connection${args} { nodes { key } pageInfo { total } } }`,
    );
    expect(data?.uiTexts).toHaveLength(length);
    expect(data?.uiTexts_connection).toMatchObject({ pageInfo: { total: texts } });
    expect((data?.uiTexts_connection as { nodes: unknown[] }).nodes).toHaveLength(length);
  });

  it('limits lists inside of documents too', async () => {
    const links = Array.from({ length: texts }, () => ({ kind: 'website', url: 'https://example.com' }));
    await writerOf(club.strapi).create(
      'api::artist.artist',
      { slug: 'linked', name: 'Linked', links },
      published,
    );
    const { data } = await visitor.graphql(`{ artists(pagination: { limit: 1 }) {
      usual: links { url }
      most: links(pagination: { limit: -1 }) { url }
      more: links(pagination: { pageSize: 1000 }) { url }
    } }`);
    const [artist] = data?.artists as { usual: []; most: []; more: [] }[];
    expect([artist?.usual.length, artist?.most.length, artist?.more.length]).toEqual([25, 100, 100]);
  });

  it('tells of a document that asks too much what it costs, and the limit', async () => {
    const most = '(pagination: { limit: 100 })';
    const { data, errors } = await visitor.graphql(
      `{ artists${most} { a: links${most} { url } b: links${most} { url } } }`,
    );
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(/^The document costs \d+ points; the limit is 10000\./);
  });
});

describe('pagination', () => {
  it.each<[Pagination, number]>([
    [{ limit: -1 }, 100],
    [{ start: 60, limit: -1 }, 60],
    [{ limit: -2 }, 1],
    [{ limit: 0 }, 1],
    [{ limit: 101 }, 100],
    [{ start: -1 }, 25],
    [{ start: 119 }, 1],
    [{ start: 120 }, 0],
    [{ page: 0 }, 25],
    [{ page: -1 }, 25],
    [{ page: 2 }, 25],
    [{ page: 6 }, 0],
    [{ pageSize: 0 }, 1],
    [{ pageSize: -1 }, 1],
    [{ page: 2, pageSize: 1000 }, 20],
  ])('%j means the same in REST and in GraphQL: %i entries', async (pagination, length) => {
    const { body } = await visitor.rest(`/api/ui-texts?sort=key&fields=key&${inAddress(pagination)}`);
    const keys = (nodes: { key: string }[]): string[] => nodes.map(({ key }) => key);
    const { data } = await visitor.graphql(
      `{ uiTexts_connection(sort: "key", ${inGraphql(pagination)}) { nodes { key } } }`,
    );
    const { nodes } = data?.uiTexts_connection as { nodes: { key: string }[] };
    expect(keys(body.data)).toHaveLength(length);
    expect(keys(nodes)).toEqual(keys(body.data));
  });

  it.each<Pagination>([
    { page: 1, limit: 1 },
    { start: 0, pageSize: 1 },
  ])('%j, which contradicts itself, is refused by both', async (pagination) => {
    expect((await visitor.rest(`/api/ui-texts?${inAddress(pagination)}`)).status).toBe(400);
    expect((await visitor.graphql(`{ uiTexts(${inGraphql(pagination)}) { key } }`)).errors).toHaveLength(1);
  });
});

describe('what visitors and members may read', () => {
  const granted = async () => {
    const rows = await club.strapi.db
      .query('plugin::users-permissions.permission')
      .findMany({ where: { action: { $startsWith: 'api::' } }, populate: ['role'] });
    return rows.map(({ action, role }) => `${role.type} ${action}`).sort();
  };

  it('is granted once, and only to read', async () => {
    const actions = await granted();
    expect(actions).toHaveLength(2 * 8 * 4);
    expect(actions.every((action) => /\.find(One)?$/.test(action))).toBe(true);
    expect(actions.some((action) => action.includes('exclusive'))).toBe(false);
  });

  it('stays as an administrator leaves it', async () => {
    const permissions = club.strapi.db.query('plugin::users-permissions.permission');
    await permissions.deleteMany({ where: { action: 'api::ui-text.ui-text.find' } });
    const before = await granted();
    await club.strapi.plugin('content-api').service('grants').grantOnce();
    expect(await granted()).toEqual(before);
    expect((await visitor.rest('/api/ui-texts')).status).toBe(403);
  });
});
