import { memberCall, type Call } from '../support/accounts/member-calls';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { signUp, type Member } from '../support/members';

const [locationUid, artistUid] = ['api::location.location', 'api::artist.artist'] as const;

let club: Club;
let nina: Member;
let call: Call;
let cave: string;
beforeAll(async () => {
  club = await startClub();
  nina = await signUp(club, 'nina');
  call = memberCall(club, nina);
  const place = { moodCategory: 'hybrid', isActive: true, capacity: 10 };
  const published = { status: 'published' };
  const create = creator(() => club);
  cave = await create(locationUid, { ...place, slug: 'cave', name: 'The Cave' }, published);
  await create(locationUid, { ...place, slug: 'attic', name: 'An Attic' }, published);
  await create(locationUid, { ...place, slug: 'draft', name: 'A Draft' });
  await create(locationUid, { ...place, slug: 'closed', name: 'Closed', isActive: false }, published);
  await create(artistUid, { slug: 'cave', name: 'Cave Singer' }, published);
  await documentsOf(club, locationUid).update({
    documentId: cave,
    locale: 'it',
    data: { name: 'La Grotta' },
    status: 'published',
  });
});
afterAll(() => club.stop());

const list = async (query = '') => {
  const answer = await call('GET', `/user/favorites${query}`);
  expect(answer.status).toBe(200);
  return answer.body.data;
};
const statusOf = async (method: string, path: string) =>
  (await call(method, `/user/favorites${path}`)).status;
const rowsOf = (member: string) =>
  club.strapi.db.query('plugin::accounts.favorite').count({ where: { member } });

it('begins empty', async () => {
  expect(await list()).toEqual({ locations: [], artists: [] });
});

it('adds and removes, as often as asked, each kind for itself', async () => {
  for (const path of ['/locations/cave', '/locations/attic', '/locations/cave', '/artists/cave'])
    expect([path, await statusOf('PUT', path)]).toEqual([path, 204]);
  expect(await list()).toEqual({
    locations: [
      { slug: 'attic', name: 'An Attic' },
      { slug: 'cave', name: 'The Cave' },
    ],
    artists: [{ slug: 'cave', name: 'Cave Singer' }],
  });
  for (let time = 0; time < 2; time += 1) expect(await statusOf('DELETE', '/locations/attic')).toBe(204);
  expect(await list()).toMatchObject({ locations: [{ slug: 'cave' }], artists: [{ slug: 'cave' }] });
});

it('names them in the language of the request', async () => {
  expect(await list('?lang=it')).toMatchObject({
    locations: [{ slug: 'cave', name: 'La Grotta' }],
    artists: [{ name: 'Cave Singer' }],
  });
  expect(await list('?lang=fr')).toMatchObject({ locations: [{ name: 'The Cave' }] });
});

it('is one row when added many times at once', async () => {
  const otto = await signUp(club, 'otto');
  const ask = memberCall(club, otto);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => ask('PUT', '/user/favorites/locations/cave')),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204));
  expect(await rowsOf(otto.documentId)).toBe(1);
});

it('gives whoever has a favourite a row of preferences, for whoever plans reminders', async () => {
  const { db } = club.strapi;
  const where = { member: nina.documentId };
  expect(await db.query('plugin::accounts.preference').findMany({ where })).toMatchObject([
    { notifyEventReminders: true, digest: 'none' },
  ]);
  expect(await db.query('plugin::accounts.reminder').findMany({ where })).toMatchObject([
    { hoursBefore: 24 },
  ]);
  const planned = await db
    .connection('account_favorites as favorite')
    .join('account_preferences as preference', 'preference.member', 'favorite.member')
    .join('account_reminders as reminder', 'reminder.member', 'favorite.member')
    .where({ 'favorite.kind': 'location', 'favorite.target': cave })
    .where({ 'preference.notify_event_reminders': true, 'reminder.hours_before': 24 })
    .select('favorite.member');
  expect(planned).toContainEqual({ member: nina.documentId });
});

it.each(['PUT', 'DELETE'])('%s knows what is public only', async (method) => {
  for (const slug of [
    'nowhere',
    'draft',
    'closed',
    'x'.repeat(300),
    'CAVE',
    '%00',
    '%F0%9F%8E%B8',
    'a%2Fb',
    "a'b",
  ]) {
    const answer = await call(method, `/user/favorites/locations/${slug}`);
    expect([slug, answer.status, answer.body.success]).toEqual([slug, 404, false]);
  }
  const { status, body } = await call(method, '/user/favorites/artists/nowhere');
  expect([status, body.error]).toEqual([404, "Artist 'nowhere' not found"]);
  expect(await statusOf(method, '/events/cave')).toBe(404);
});

it('follows a slug that has changed, and shows nothing that has left the public', async () => {
  const locations = documentsOf(club, locationUid);
  const change = (data: object) =>
    locations.update({ documentId: cave, locale: 'en', data, status: 'published' });
  await change({ slug: 'great-cave' });
  expect(await list()).toMatchObject({ locations: [{ slug: 'great-cave' }] });
  expect(await statusOf('DELETE', '/locations/cave')).toBe(204);
  expect(await list()).toMatchObject({ locations: [] });
  expect(await statusOf('PUT', '/locations/cave')).toBe(204);
  expect(await statusOf('PUT', '/locations/great-cave')).toBe(204);
  expect(await list()).toMatchObject({ locations: [{ slug: 'great-cave' }] });

  await change({ isActive: false });
  expect(await list()).toMatchObject({ locations: [] });
  await change({ isActive: true });
  expect(await list()).toMatchObject({ locations: [{ slug: 'great-cave' }] });
});

it('is for members only, and refuses an unknown language', async () => {
  for (const method of ['PUT', 'DELETE'])
    expect((await fetch(`${club.url}/api/v1/user/favorites/artists/cave`, { method })).status).toBe(401);
  expect((await fetch(`${club.url}/api/v1/user/favorites`)).status).toBe(401);
  expect(await call('GET', '/user/favorites?lang=de')).toMatchObject({
    status: 400,
    body: { errors: { lang: [expect.any(String)] } },
  });
});
