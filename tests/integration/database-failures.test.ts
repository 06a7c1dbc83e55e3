import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { z } from 'zod';
import { ask as askAt, type Asked } from '../support/ask';
import { cutSaves } from '../support/cut-saves';
import { onMariadb, onSqlite } from '../support/database';
import { mysqlFaults, onServer, sqliteFaults, type DatabaseFaults } from '../support/database-faults';
import { importArtists } from '../support/import-artists';
import { makeMemberInPanel, memberLogins } from '../support/members';
import { administrator, serveClub, type ServedClub } from '../support/served-club';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { until } from '../support/until';

const isMariadb = process.env.TEST_DATABASE === 'mariadb';

const posts = '/content-manager/collection-types/api::post.post';
jest.setTimeout(180_000);

let club: ServedClub;
let faults: DatabaseFaults;
let proxy: TcpProxy | undefined;
let staff: string;
let token: string;
let member: { identifier: string; password: string };
let searchedAtFirst: number;

const ask = (target: string, asked?: Asked) => askAt(club.url + target, asked);

const savePost = (title: string, body = 'Doors at eight.') =>
  ask(posts, { bearer: staff, body: { title, body, excerpt: 'Soon', date: '2026-05-01T20:00:00.000Z' } });
const postByRest = (title: string) => {
  const data = { title, slug: title.toLowerCase().replaceAll(' ', '-'), excerpt: 'Soon', body: 'Doors.' };
  return ask('/api/posts', { bearer: token, body: { data: { ...data, date: '2026-05-01T20:00:00.000Z' } } });
};
const rowsOf = (title: string) => faults.rows(`SELECT id FROM posts WHERE title = '${title}'`);
const isReady = async () => (await ask('/api/v1/health/ready')).status === 200;
const readyAgain = () => until(isReady, Boolean);

/** A failure that is told as what it is. */
const unavailable = {
  status: 503,
  retryAfter: expect.stringMatching(/^\d+$/),
  text: expect.stringContaining('database'),
};

beforeAll(async () => {
  const env: Record<string, string> = {
    CLUB_DEMO: 'false',
    DATABASE_POOL_MAX: '3',
    TEST_PREPARE: 'tests/support/prepare/database-failures.mjs',
  };
  if (isMariadb) {
    proxy = await startTcpProxy(Number(process.env.TEST_MARIADB_PORT));
    env.DATABASE_PORT = String(proxy.port);
    // As some hosts set it up: the club's own sessions must not have it.
    await onServer("SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',NO_BACKSLASH_ESCAPES')");
  }
  club = await serveClub(env);
  searchedAtFirst = (await ask(`/api/v1/search?q=${encodeURIComponent("dreamer's \\' night")}`)).status;
  if (isMariadb)
    await onServer("SET GLOBAL sql_mode = REPLACE(@@GLOBAL.sql_mode, 'NO_BACKSLASH_ESCAPES', '')");
  faults = proxy ? await mysqlFaults(club, proxy) : sqliteFaults(club);
  const login = await ask('/admin/login', { body: administrator });
  staff = z.object({ data: z.object({ token: z.string() }) }).parse(JSON.parse(login.text)).data.token;
  const made = await ask('/admin/api-tokens', {
    bearer: staff,
    body: { name: 'all', description: '', type: 'full-access', lifespan: null },
  });
  token = z.object({ data: z.object({ accessKey: z.string() }) }).parse(JSON.parse(made.text)).data.accessKey;
  member = await makeMemberInPanel(club.url, staff);
  // From now on its use needs no writing for an hour.
  expect(await ask('/api/posts', { bearer: token })).toMatchObject({ status: 200 });
}, 300_000);

afterAll(async () => {
  await faults.close();
  await club.stop();
  await proxy?.stop();
});

it('a quote in a question ends no text of the SQL, whatever sql_mode the server has', () => {
  expect(searchedAtFirst).toBe(200);
});

it('a rejection that nobody handles is logged and counted, and the club goes on', async () => {
  expect(club.log()).toMatch(/Unhandled rejection, number 1[^]*Nobody waits for this/);
  expect(await ask('/api/v1/health')).toMatchObject({ status: 200 });
});

describe('a COMMIT that fails', () => {
  afterEach(async () => {
    faults.heal();
    await readyAgain();
  });

  it('is answered with an error, and nothing is there', async () => {
    expect(await isReady()).toBe(true);
    faults.failCommits('before');
    for (const title of ['One', 'Two']) expect(await savePost(title)).toMatchObject(unavailable);
    expect(await postByRest('Three')).toMatchObject(unavailable);
    expect(await isReady()).toBe(false);
    expect(await ask('/api/v1/health')).toMatchObject({ status: 200 });
    faults.heal();
    for (const title of ['One', 'Two', 'Three']) expect(await rowsOf(title)).toEqual([]);
    expect(club.log()).toContain('COMMIT failed');
    await readyAgain();
    expect(await savePost('Four')).toMatchObject({ status: 201 });
    expect(await postByRest('Five')).toMatchObject({ status: 201 });
    expect(await rowsOf('Four')).toHaveLength(1);
    expect(await rowsOf('Five')).toHaveLength(2);
  });

  onMariadb('whose answer is lost is said to be of unknown outcome', async () => {
    faults.failCommits('after');
    const answer = await savePost('Stored all the same');
    faults.heal();
    expect(answer).toMatchObject({ ...unavailable, text: expect.stringContaining('not known whether') });
    expect(await rowsOf('Stored all the same')).toHaveLength(1);
  });

  it('ends an import with an error, and nothing is there', async () => {
    faults.failImports();
    const port: Record<string, string> = proxy ? { DATABASE_PORT: String(proxy.port) } : {};
    const { code, stdout, stderr } = await importArtists({ ...club.database.env, ...port });
    faults.heal();
    const said = isMariadb ? 'whether the next 20 were is not known' : 'Nothing was imported.';
    expect({ code, stdout, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
    if (!isMariadb) expect(stdout + stderr).toContain('FOREIGN KEY constraint failed');
    expect(stdout).not.toContain('20 created');
    expect(await faults.rows('SELECT id FROM artists')).toEqual([]);
  });
});

describe('a database that is away', () => {
  onMariadb('is told as what it is at every entry point', async () => {
    proxy?.cut();
    const answers = {
      v1: await ask('/api/v1/events'),
      'REST, for anybody': await ask('/api/posts'),
      'REST, with a token': await ask('/api/posts', { bearer: token }),
      GraphQL: await ask('/graphql', { body: { query: '{ posts { slug } }' } }),
      'a mutation of GraphQL': await ask('/graphql', {
        bearer: token,
        body: { query: 'mutation { createCategory(data: { name: "Away", slug: "away" }) { documentId } }' },
      }),
      'a save': await savePost('Away'),
      'the list of the admin panel': await ask(posts, { bearer: staff }),
      'login of staff': await ask('/admin/login', { body: administrator }),
      'login of members': await ask('/api/auth/local', { body: { identifier: 'a', password: 'b' } }),
      'a page of a plugin': await ask('/jobs/jobs', { bearer: staff }),
    };
    proxy?.restore();
    for (const [where, answer] of Object.entries(answers))
      expect({ where, ...answer }).toMatchObject(unavailable);
    await readyAgain();
  });

  onMariadb('and says nothing about it is told as that, in seconds', async () => {
    proxy?.stall();
    const asked = {
      v1: ask('/api/v1/events'),
      REST: ask('/api/posts'),
      GraphQL: ask('/graphql', { body: { query: '{ posts { slug } }' } }),
      'a save': savePost('Silence'),
      'the list of the admin panel': ask(posts, { bearer: staff }),
    };
    expect((await ask('/api/v1/health/ready')).status).toBe(503);
    expect((await ask('/api/v1/health')).status).toBe(200);
    for (const [where, answer] of Object.entries(asked))
      expect({ where, ...(await answer) }).toMatchObject(unavailable);
    proxy?.restore();
    await readyAgain();
    expect(await rowsOf('Silence')).toEqual([]);
    expect(await savePost('After the silence')).toMatchObject({ status: 201 });
  });

  onMariadb('all of whose connections are in use is told as such, in seconds', async () => {
    const locker = await mysql.createConnection({
      host: '127.0.0.1',
      port: Number(process.env.TEST_MARIADB_PORT),
      user: 'root',
      database: String(club.database.env.DATABASE_NAME),
    });
    await locker.query('LOCK TABLES posts WRITE');
    const stuck = Array.from({ length: 3 }, () => ask('/api/v1/blog'));
    const refused = await until(
      () => ask('/api/v1/artists'),
      ({ status }) => status !== 200,
    );
    await locker.query('UNLOCK TABLES');
    await locker.end();
    expect(refused).toMatchObject(unavailable);
    for (const answer of await Promise.all(stuck)) expect([200, 503]).toContain(answer.status);
    expect(await ask('/api/v1/artists')).toMatchObject({ status: 200 });
  });

  onMariadb(
    'that goes in the midst of a save leaves no request without an answer, whatever was asked last',
    async () => {
      for (let most = 1; most <= 25; most += 2) {
        let seen = 0;
        proxy?.cutAt((packet) => packet.length > 5 && (seen += 1) === most, 'before');
        const { status } = await postByRest(`Cut ${most}`);
        proxy?.restore();
        expect([201, 503]).toContain(status);
        expect(await rowsOf(`Cut ${most}`)).toHaveLength(status === 201 ? 2 : 0);
      }
    },
  );

  onMariadb('that goes in the midst of what the admin panel does is told as that', async () => {
    const panel = { posts: club.url + posts, bearer: staff, rowsOf };
    for (let most = 1; proxy && most <= 61; most += 6) await cutSaves(proxy, most, panel);
  });

  onMariadb.each([
    ['staff', '/admin/login', administrator],
    ['members', '/api/auth/local', { identifier: 'a', password: 'b' }],
  ])('that goes in the midst of a login of %s is told as that', async (_who, at, body) => {
    proxy?.cutAt((packet) => packet.includes('select'), 'before');
    const answer = await ask(at, { body });
    proxy?.restore();
    expect(answer).toMatchObject(unavailable);
  });
});

describe("another process that holds SQLite's write lock", () => {
  let other: Sqlite.Database;
  beforeAll(() => {
    if (!isMariadb) other = new Sqlite(String(club.database.env.DATABASE_FILENAME));
  });
  afterAll(() => {
    if (!isMariadb) other.close();
  });

  onSqlite('stops no read, and a save is refused when it lasts', async () => {
    other.exec('BEGIN IMMEDIATE');
    const saves = Promise.all([
      savePost('Locked'),
      postByRest('Locked'),
      ask('/admin/login', { body: administrator }),
      ...memberLogins(member).map(([at, body]) => ask(at, { body })),
    ]);
    const progress = { areAnswered: false };
    void saves.finally(() => (progress.areAnswered = true));
    let longest = 0;
    while (!progress.areAnswered)
      for (const [target, bearer] of [
        ['/api/v1/health', ''],
        ['/api/v1/events', ''],
        ['/api/posts', token],
        [posts, staff],
      ] as const) {
        const answer = await ask(target, { bearer });
        expect({ target, status: answer.status }).toEqual({ target, status: 200 });
        longest = Math.max(longest, answer.ms);
      }
    const answers = await saves;
    other.exec('ROLLBACK');
    for (const answer of answers) expect(answer).toMatchObject(unavailable);
    expect(await ask('/api/auth/local', { body: member })).toMatchObject({ status: 200 });
    expect(longest).toBeLessThan(2000);
    expect(await rowsOf('Locked')).toEqual([]);
    await readyAgain();
  });

  onSqlite('is waited for, and the save is done', async () => {
    other.exec('BEGIN IMMEDIATE');
    const save = savePost('After the lock');
    await ask('/api/v1/health');
    await ask(posts, { bearer: staff });
    other.exec('ROLLBACK');
    expect(await save).toMatchObject({ status: 201 });
    expect(await rowsOf('After the lock')).toHaveLength(1);
  });
});
