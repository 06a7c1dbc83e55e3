import { jobsService } from '../../src/plugins/jobs/server/services';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { asStaff } from '../support/staff';
import { asProgram, type Send } from '../support/editors';
import { memberOfRole, staffClient, type Document, type StaffClient } from '../support/staff-api';
import type { Member } from '../support/members';

let club: Club;
let sam: Member;
let staff: StaffClient;
let editor: Send;
let program: Send;

beforeAll(async () => {
  club = await startClub();
  sam = await memberOfRole(club, 'sam', 'staff');
  staff = staffClient(club, sam.authorization);
  editor = await asStaff(club, 'club-manager');
  program = await asProgram(club);
});
afterAll(() => club.stop());

const activityOf = async (type: string, id: string): Promise<object[]> => {
  const { status, body } = await staff.get(`/activity?type=${type}&id=${id}`);
  expect(status).toBe(200);
  return body.data;
};

describe('a change through the staff API', () => {
  let artist: Document;
  beforeAll(async () => {
    artist = await staff.make('/artists', {
      name: 'Nova',
      genres: ['jazz'],
      links: [{ url: 'https://a.example' }],
    });
  });

  it('tells who, what, when and which fields', async () => {
    expect(await activityOf('artists', artist.id)).toEqual([
      {
        id: expect.any(Number),
        at: expect.stringMatching(/Z$/),
        who: { source: 'member', id: sam.documentId, name: 'sam' },
        action: 'create',
        type: 'artists',
        document_id: artist.id,
        title: 'Nova',
        language: 'en',
        fields: ['name', 'slug', 'genres', 'links'],
      },
    ]);
  });

  it.each([
    ['a field', () => staff.put(`/artists/${artist.id}`, { avatar_name: 'Nova R.' }), ['avatar_name'], 'en'],
    [
      'several, of which one stays as it is',
      () =>
        staff.put(`/artists/${artist.id}`, { avatar_name: 'Nova R.', genres: ['jazz', 'soul'], bio: 'x' }),
      ['genres', 'bio'],
      'en',
    ],
    [
      'a link in a list',
      () => staff.put(`/artists/${artist.id}`, { links: [{ url: 'https://b.example' }] }),
      ['links'],
      'en',
    ],
    [
      'a translation',
      () => staff.put(`/artists/${artist.id}/translations`, { translations: { it: { short_bio: 'Ciao' } } }),
      ['short_bio'],
      'it',
    ],
  ])('of %s', async (_case, change, fields, language) => {
    const before = await activityOf('artists', artist.id);
    await change();
    const [first, ...rest] = await activityOf('artists', artist.id);
    expect(rest).toEqual(before);
    expect(first).toMatchObject({ action: 'update', language, fields });
  });

  it('that changes nothing is none', async () => {
    const before = await activityOf('artists', artist.id);
    await staff.put(`/artists/${artist.id}`, {
      avatar_name: 'Nova R.',
      links: [{ url: 'https://b.example', kind: 'website' }],
    });
    expect(await activityOf('artists', artist.id)).toEqual(before);
  });

  it('that is refused is none', async () => {
    const before = await activityOf('artists', artist.id);
    await staff.send('PUT', `/artists/${artist.id}`, { links: [{ url: 'no' }] });
    await staff.send('PUT', `/artists/${artist.id}/translations`, {
      translations: { fr: { short_bio: 'Salut' }, es: { short_bio: 'x'.repeat(600) } },
    });
    expect(await activityOf('artists', artist.id)).toEqual(before);
  });

  it('is told of publishing, hiding and deleting', async () => {
    await staff.publish(`/artists/${artist.id}`);
    await staff.data(200, staff.send('POST', `/artists/${artist.id}/unpublish`));
    await staff.data(200, staff.send('POST', `/artists/${artist.id}/publish`));
    await staff.send('DELETE', `/artists/${artist.id}`);
    const told = await activityOf('artists', artist.id);
    expect(told.slice(0, 4)).toMatchObject([
      { action: 'delete', title: 'Nova', fields: [], language: null },
      { action: 'publish', language: null },
      { action: 'unpublish', fields: [] },
      { action: 'publish', fields: expect.arrayContaining(['name', 'slug', 'genres', 'links']) },
    ]);
  });
});

it('tells of changes in the panel, and of publishing there', async () => {
  const place = await staff.make('/locations', { name: 'The Yard' });
  const path = `/content-manager/collection-types/api::location.location/${place.id}`;
  const saved = await editor('PUT', path, { name: 'The Backyard' });
  expect(saved.status).toBe(200);
  const published = await editor('POST', `${path}/actions/publish`, { name: 'The Backyard' });
  expect(published.status).toBe(200);
  expect(await activityOf('locations', place.id)).toMatchObject([
    { action: 'publish', who: { source: 'panel' } },
    {
      action: 'update',
      who: { source: 'panel', id: expect.any(String), name: expect.any(String) },
      fields: expect.arrayContaining(['name']),
    },
    { action: 'create', who: { source: 'member' } },
  ]);
});

it('tells of changes by an API token', async () => {
  const { id } = await staff.make('/categories', { name: 'Diary' });
  const answer = await program('PUT', `/api/categories/${id}`, { data: { name: 'Journal' } });
  expect(answer.status).toBe(200);
  expect(await activityOf('categories', id)).toMatchObject([
    { action: 'update', who: { source: 'token', name: expect.stringMatching(/^program/) }, title: 'Journal' },
    { action: 'create' },
  ]);
});

it('is undone with the change', async () => {
  const place = await staff.make('/locations', { name: 'The Roof' });
  const undone = new Error('undone');
  club.strapi.documents.use(async (context, next) => {
    const result = await next();
    if (context.action === 'update' && JSON.stringify(context.params).includes('The Fall')) throw undone;
    return result;
  });
  expect((await staff.send('PUT', `/locations/${place.id}`, { name: 'The Fall' })).status).toBe(500);
  expect(await activityOf('locations', place.id)).toMatchObject([{ action: 'create' }]);
  expect((await staff.get(`/locations/${place.id}`)).body.data).toMatchObject({ name: 'The Roof' });
});

it('says nothing of what the club does by itself', async () => {
  const { documentId } = await documentsOf(club, 'api::category.category').create({
    locale: 'en',
    data: { name: 'By itself' },
  });
  expect(await activityOf('categories', documentId)).toEqual([]);
});

it('keeps a member who is gone without a name', async () => {
  const tom = await memberOfRole(club, 'tom', 'staff');
  const { id } = await staffClient(club, tom.authorization).make('/categories', { name: 'Tom' });
  await club.strapi.db.query('plugin::users-permissions.user').delete({ where: { id: tom.id } });
  expect(await activityOf('categories', id)).toMatchObject([{ who: { id: tom.documentId, name: null } }]);
});

it.each(['type=nothing', 'id=UPPER', 'id=', 'page=0', 'per_page=101', 'type=events&type=artists'])(
  'refuses the query %s',
  async (query) => {
    const { status, body } = await staff.get(`/activity?${query}`);
    expect([status, Object.keys(body.errors ?? {})]).toEqual([400, [query.split('=')[0]]]);
  },
);

it('is paged, and kept for a year by a job that is scheduled', async () => {
  const first = await staff.get('/activity?per_page=2');
  expect(first.body.data).toHaveLength(2);
  const table = club.strapi.db.query('plugin::accounts.activity');
  const total = await table.count();
  expect(first.body.meta).toMatchObject({ pagination: { total, per_page: 2 } });
  const { activities } = accountsService(club.strapi);
  const inDays = (days: number) => Date.now() + days * 24 * 60 * 60_000;
  const { signal } = new AbortController();
  expect(await activities.prune(signal, inDays(364))).toBe(0);
  expect(await activities.prune(signal, inDays(366))).toBe(total);
  expect(await table.count()).toBe(0);
  expect(await jobsService(club.strapi).enqueue('accounts.prune-activities', {})).toEqual(expect.any(String));
});
