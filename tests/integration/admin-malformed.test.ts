import { malformedQueries } from '../support/costly/malformed';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';

const explorer = '/content-manager';
const events = `${explorer}/collection-types/api::event.event`;
const relation = `${explorer}/relations/api::event.event/location`;

let club: Club;
let staff: Send;
beforeAll(async () => {
  club = await startClub({ env: { LOG_LEVEL: 'error' } });
  staff = await asEditor(club);
});
afterAll(() => club.stop());

/** Every list of the panel that takes a query. */
const lists = [events, relation, '/upload/files', '/upload/folders', '/admin/users', '/admin/roles'];

describe.each(lists)('malformed queries of %s', (path) => {
  it.each([
    ['_q[]=a', '_q'],
    ['filters[$and]=1', 'filters[$and]'],
    ['filters[id][$between]=1', 'filters[id][$between]'],
    ['filters[createdAt][$gt]=x', 'filters[createdAt][$gt]'],
    ['fields=toString', 'toString'],
    ['pageSize=1e20', 'pageSize'],
  ])('%s: 400', async (query, named) => {
    const { status, body } = await staff('GET', `${path}?${query}`);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(named)]);
  });
});

it('a list that multiplies the files of a folder is refused', async () => {
  const branch = (index: number): string => `filters[$and][${index}][files][id][$notNull]=true`;
  const ask = (branches: number) =>
    staff(
      'GET',
      `/upload/folders?${Array.from({ length: branches }, (_, index) => branch(index)).join('&')}`,
    );
  expect((await ask(2)).status).toBe(200);
  expect(await ask(3)).toMatchObject({ status: 400, body: { error: { details: { source: 'query' } } } });
});

describe('malformed requests of the admin panel', () => {
  it.each([
    [
      'a slug of a type that there is not',
      'POST',
      `${explorer}/uid/generate`,
      { contentTypeUID: '__proto__', field: 'slug', data: {} },
      'contentTypeUID',
    ],
    [
      'whether its slug is free',
      'POST',
      `${explorer}/uid/check-availability`,
      { contentTypeUID: '__proto__', field: 'slug', value: 'a' },
      'contentTypeUID',
    ],
    ['a folder in a list', 'POST', '/upload/folders', { name: 'Posters', parent: [[]] }, 'parent'],
  ])('%s: 400', async (_what, method, path, body, named) => {
    const answer = await staff(method, path, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(named)]);
  });

  it('of every operator, shape and place are answered or refused, never a failure of ours', async () => {
    const failed: string[] = [];
    // A prime, so that no shape is always left out.
    for (const target of malformedQueries.filter((_, index) => index % 251 === 0)) {
      const query = target.slice(target.indexOf('?'));
      for (const path of lists) {
        const { status } = await staff('GET', `${path}${query}`);
        if (status >= 500) failed.push(`${status} ${path}${query}`);
      }
    }
    expect(failed).toEqual([]);
  }, 300_000);
});

describe('requests of the admin panel', () => {
  it.each([
    `${events}?page=1&pageSize=10&sort=startTime:ASC&_q=night&locale=en&filters[$and][0][isFeatured][$eq]=true`,
    `${events}?page=1&pageSize=10&sort=location.name:ASC&filters[$and][0][location][id][$in][0]=1`,
    '/upload/files?page=1&pageSize=20&sort=createdAt:DESC&filters[$and][0][folder][id][$null]=true&_q=a',
    '/upload/folders?sort=createdAt:DESC&filters[$and][0][parent][id][$null]=true&pagination[pageSize]=-1',
    '/admin/users?page=1&pageSize=10&sort=firstname:ASC&_q=edi',
    '/admin/roles?sort=name:ASC',
    `${relation}?pageSize=10&_q=ball&_filter=$containsi&page=1&locale=en`,
  ])('that are well formed are answered: %s', async (path) =>
    expect(await staff('GET', path)).toMatchObject({ status: 200 }),
  );
});
