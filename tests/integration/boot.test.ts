import { startClub, type Club } from '../support/club';

let club: Club;
beforeAll(async () => {
  club = await startClub({ graphql: true, isEmpty: true });
});
afterAll(() => club.stop());

test('the club answers on its own port', async () => {
  const answer = await fetch(`${club.url}/_health`);
  expect(answer.status).toBe(204);
});

test('every content type has its table', async () => {
  const uids = Object.keys(club.strapi.contentTypes).filter((uid) => uid.startsWith('api::'));
  expect(uids).toHaveLength(9);
  for (const uid of uids) expect(await club.strapi.db.query(uid).count()).toBe(0);
});

test('the club speaks its four languages, English first', async () => {
  const locales = club.strapi.plugin('i18n').service('locales');
  const codes = (await club.strapi.db.query('plugin::i18n.locale').findMany()).map(({ code }) => code);
  expect(codes.sort()).toEqual(['en', 'es', 'fr', 'it']);
  expect(await locales.getDefaultLocale()).toBe('en');
});

test('the database is set up for concurrent readers and keeps what was answered for', async () => {
  const { connection } = club.strapi.db;
  if (club.database === 'sqlite') {
    expect(await connection.raw('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await connection.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await connection.raw('PRAGMA busy_timeout')).toEqual([{ timeout: 50 }]);
    expect(await connection.raw('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
  } else {
    const [rows] = await connection.raw('SELECT @@time_zone AS zone, @@character_set_client AS charset');
    expect(rows).toEqual([{ zone: '+00:00', charset: 'utf8mb4' }]);
  }
});
