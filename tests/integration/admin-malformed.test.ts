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

describe('malformed requests of the admin panel', () => {
  it.each([
    ['a search for a list', 'GET', `${events}?_q[]=a`, undefined, "'_q'"],
    ['conditions that are none', 'GET', `${events}?filters[$and]=1`, undefined, "'filters[$and]'"],
    ['the same of a relation', 'GET', `${relation}?filters[$and]=1`, undefined, "'filters[$and]'"],
    [
      'a day that there is not',
      'GET',
      `${events}?filters[startTime][$gt]=x`,
      undefined,
      'filters[startTime]',
    ],
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
    for (const target of malformedQueries.filter((_, index) => index % 127 === 0)) {
      const query = target.slice(target.indexOf('?'));
      for (const path of [events, relation]) {
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
    `${relation}?pageSize=10&_q=ball&_filter=$containsi&page=1&locale=en`,
  ])('that are well formed are answered: %s', async (path) =>
    expect((await staff('GET', path)).body).toMatchObject({ results: [] }),
  );
});
