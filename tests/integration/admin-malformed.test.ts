import { someMalformedQueries } from '../support/costly/malformed';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { malformedBodies, malformedQueriesOf, malformedValues, outcomeOf } from '../support/malformed-values';
import { asStaff } from '../support/staff';
import { describeStaffDoors } from '../support/staff-doors';

const explorer = '/content-manager';
const events = `${explorer}/collection-types/api::event.event`;
const relation = `${explorer}/relations/api::event.event/location`;

let club: Club;
let staff: Send;
let author: Send;
beforeAll(async () => {
  club = await startClub({ env: { LOG_LEVEL: 'error' } });
  staff = await asEditor(club);
  author = await asStaff(club, 'strapi-author');
  await staff('POST', '/upload/folders', { name: 'Flyers' });
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

// Strapi looks for a relation's text in titles alone.
it.each(lists.filter((path) => path !== relation))('a search of %s for a long text: 400', async (path) => {
  const { status, body } = await staff('GET', `${path}?_q=${'a'.repeat(501)}`);
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('the limit is 500')]);
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
    for (const target of someMalformedQueries(251, 7)) {
      const query = target.slice(target.indexOf('?'));
      for (const path of lists) {
        const { status } = await staff('GET', `${path}${query}`);
        if (status >= 500) failed.push(`${status} ${path}${query}`);
      }
    }
    expect(failed).toEqual([]);
  }, 1_800_000);
});

/** What the club itself reads of requests before Strapi does, or in its place. */
const bodies: [method: string, path: string, body: object][] = [
  ['POST', events, { title: 'A night', slug: 'a-night', locale: 'en' }],
  ['PUT', `${events}/none`, { title: 'A night', locale: 'en' }],
  ['POST', `${events}/clone/none`, { title: 'A night', locale: 'en' }],
  ['POST', `${events}/auto-clone/none`, { title: 'A night', locale: 'en' }],
  ['POST', `${events}/actions/publish`, { title: 'A night', locale: 'en' }],
  ['POST', `${events}/none/actions/publish`, { title: 'A night', locale: 'en' }],
  ['POST', `${events}/none/actions/unpublish`, { locale: 'en' }],
  ['POST', `${events}/none/actions/discard`, { locale: 'en' }],
  ['POST', `${events}/actions/bulkPublish`, { documentIds: ['none'], locale: 'en' }],
  ['POST', `${events}/actions/bulkUnpublish`, { documentIds: ['none'], locale: 'en' }],
  ['POST', `${events}/actions/bulkDelete`, { documentIds: ['none'], locale: 'en' }],
  ['POST', `${events}/actions/bulkFindForValidation`, { documentIds: ['none'], locale: 'en', sort: 'title' }],
  [
    'POST',
    `${explorer}/uid/generate`,
    { contentTypeUID: 'api::event.event', field: 'slug', data: { id: '' } },
  ],
  [
    'POST',
    `${explorer}/uid/check-availability`,
    { contentTypeUID: 'api::event.event', field: 'slug', value: 'a' },
  ],
  [
    'POST',
    '/i18n/content-manager/actions/get-non-localized-fields',
    { model: 'api::event.event', id: 1, locale: 'it' },
  ],
  ['POST', '/content/slug', { uid: 'api::event.event', slug: 'a', title: 'A' }],
  ['POST', '/upload', { fileInfo: { name: 'a' } }],
  ['POST', '/upload?id=1', { fileInfo: { name: 'a', folder: 1 } }],
  ['POST', '/upload/folders', { name: 'Posters', parent: null }],
  ['PUT', '/upload/folders/1', { name: 'Posters', parent: null }],
  ['POST', '/upload/actions/bulk-delete', { fileIds: [], folderIds: [] }],
  ['POST', '/upload/actions/bulk-move', { fileIds: [], folderIds: [], destinationFolderId: null }],
  ['POST', '/upload/actions/bulk-update', { updates: [] }],
  ['PUT', '/users-permissions/advanced', { allow_register: false }],
  ['PUT', '/users-permissions/providers', { providers: {} }],
  ['POST', '/jobs/names/none/pause', { reason: 'x' }],
];
/** What is malformed deeper within what is sent there. */
const within: Record<string, unknown[]> = {
  [`${explorer}/uid/generate`]: malformedValues.flatMap((value) =>
    ['id', 'title'].map((key) => ({
      contentTypeUID: 'api::event.event',
      field: 'slug',
      data: { [key]: value },
    })),
  ),
  '/upload/actions/bulk-update': malformedValues.flatMap((value) => [
    { updates: [value] },
    { updates: [{ id: value, fileInfo: {} }] },
    { updates: [{ id: 1, fileInfo: value }] },
    ...fileInfos(value).map((fileInfo) => ({ updates: [{ id: 1, fileInfo }] })),
  ]),
  '/upload?id=1': malformedValues.flatMap((value) => fileInfos(value).map((fileInfo) => ({ fileInfo }))),
};
function fileInfos(value: unknown): object[] {
  const keys = ['name', 'alternativeText', 'caption', 'folder', 'focalPoint'];
  return [...keys.map((key) => ({ [key]: value })), { focalPoint: { x: value, y: 1 } }];
}
const queries: [path: string, query: Record<string, string>][] = [
  [`${events}/none`, { locale: 'en', status: 'draft' }],
  [`${events}/actions/countManyEntriesDraftRelations`, { documentIds: 'none', locale: 'en' }],
  [`${relation}`, { id: 'none', locale: 'en', _q: 'a' }],
  [`${explorer}/relations/api::event.event/none/location`, { locale: 'en', status: 'draft' }],
  [`${explorer}/relations/shared.link/label`, { id: '1', locale: 'en' }],
  [`${explorer}/preview/url/api::event.event`, { documentId: 'none', locale: 'en', status: 'draft' }],
  [
    '/i18n/content-manager/get-fill-from-locale/api::event.event',
    { documentId: 'none', sourceLocale: 'en', targetLocale: 'it', collectionType: 'collection-types' },
  ],
  ['/integrations/log', { page: '1', pageSize: '10', integration: 'x' }],
  ['/jobs/jobs', { page: '1', pageSize: '10', name: 'x' }],
];

describe('malformed values where the club reads a request', () => {
  it.each(bodies)(
    '%s %s: every one is answered, and none is a failure of ours',
    async (method, path, body) => {
      const failed: unknown[] = [];
      for (const sent of [...malformedBodies(body), ...(within[path] ?? [])])
        for (const send of [staff, author]) {
          const outcome = await outcomeOf(send(method, path, sent));
          if (typeof outcome === 'string' || outcome >= 500) failed.push([outcome, JSON.stringify(sent)]);
        }
      expect(failed).toEqual([]);
    },
  );

  it.each(queries)('GET %s: likewise', async (path, query) => {
    const failed: unknown[] = [];
    for (const asked of malformedQueriesOf(query))
      for (const send of [staff, author]) {
        const outcome = await outcomeOf(send('GET', `${path}?${asked}`));
        if (typeof outcome === 'string' || outcome >= 500) failed.push([outcome, asked]);
      }
    expect(failed).toEqual([]);
  });

  it.each<[what: string, method: string, path: string, body: object | undefined, named: string]>([
    [
      'the type of shared fields',
      'POST',
      '/i18n/content-manager/actions/get-non-localized-fields',
      { model: { toString: 1 }, id: 1, locale: 'it' },
      'model: ',
    ],
    [
      'the field of a slug',
      'POST',
      `${explorer}/uid/check-availability`,
      { contentTypeUID: 'api::event.event', field: { toString: 1 }, value: 'a' },
      'field: ',
    ],
    [
      'what is previewed',
      'GET',
      `${explorer}/preview/url/api::event.event?documentId[]=a`,
      undefined,
      'documentId: ',
    ],
    [
      'what is counted',
      'GET',
      `${events}/actions/countManyEntriesDraftRelations?documentIds[a]=b`,
      undefined,
      'documentIds: ',
    ],
    [
      'several of it',
      'GET',
      `${events}/actions/countManyEntriesDraftRelations?documentIds[][x]=1`,
      undefined,
      'documentIds: ',
    ],
    [
      'whether sign-ups are open',
      'PUT',
      '/users-permissions/advanced',
      { allow_register: 'true' },
      'allow_register: ',
    ],
    [
      'which sign-ins are',
      'PUT',
      '/users-permissions/providers',
      { providers: { facebook: { enabled: 'true' } } },
      'providers.facebook.enabled: ',
    ],
  ])('%s: 400 that names it', async (_what, method, path, body, named) => {
    const answer = await staff(method, path, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(`"${named}`)]);
  });
});

describeStaffDoors(() => club);

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
