import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';

let club: Club;
/** How often a write is to be undone, as MySQL undoes the victim of a deadlock; every action is noted. */
let left = 0;
const actions: string[] = [];
beforeAll(async () => {
  club = await startClub();
  club.strapi.documents.use(async (context, next) => {
    const result = await next();
    if (context.uid !== 'api::artist.artist' || context.action !== 'create') return result;
    actions.push(context.action);
    if (left === 0) return result;
    left -= 1;
    throw Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' });
  });
});
afterAll(() => club.stop());
beforeEach(() => void actions.splice(0));

const artists = () => documentsOf(club, 'api::artist.artist');
const create = (name: string) =>
  artists().create({ data: { name, slug: name.toLowerCase() }, status: 'published', locale: 'en' });
const kept = (name: string) =>
  club.strapi.db.query('api::artist.artist').count({ where: { name, publishedAt: { $notNull: true } } });

it('a write that was the victim of a deadlock is done again, whole and once', async () => {
  left = 2;
  await expect(create('Ember')).resolves.toMatchObject({ name: 'Ember' });
  expect(actions).toHaveLength(3);
  expect(await kept('Ember')).toBe(1);
});

it('one that is it again and again fails in the end, and leaves nothing', async () => {
  left = 100;
  await expect(create('Ashes')).rejects.toThrow('Deadlock found');
  left = 0;
  expect(actions).toHaveLength(5);
  expect(await kept('Ashes')).toBe(0);
});

it('within a transaction of somebody else, that one decides', async () => {
  left = 1;
  await expect(club.strapi.db.transaction(() => create('Cinder'))).rejects.toThrow('Deadlock found');
  expect(actions).toHaveLength(1);
  expect(await kept('Cinder')).toBe(0);
});
