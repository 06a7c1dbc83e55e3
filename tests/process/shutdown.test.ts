import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startNode } from '../support/child';
import { createDatabase, onMariadb, queryRows } from '../support/database';
import { endlessCondition } from '../support/database-faults';
import { startTcpProxy } from '../support/tcp-proxy';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-end-'));
fs.mkdirSync(path.join(folder, 'uploads'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

async function startOwnRedis() {
  const server = startNode(['tests/support/redis-server.mjs']);
  const [, pid, url = ''] = await server.says(/redis (\d+) at (\S+)/);
  const end = async (): Promise<void> => {
    server.process.kill('SIGTERM');
    await server.ended;
  };
  return { url, kill: (signal: NodeJS.Signals) => process.kill(Number(pid), signal), end };
}

const signIns: [path: string, body: object, status: number][] = [
  ['/api/auth/local', { identifier: 'nobody', password: 'x' }, 400],
  ['/admin/login', { email: 'nobody@club.test', password: 'x' }, 400],
  ['/admin/access-token', {}, 401],
  ['/graphql', { query: 'mutation { login(input: { identifier: "nobody", password: "x" }) { jwt } }' }, 200],
];

async function startClub(env: Record<string, string>) {
  const club = startNode(['tests/support/serve.mjs'], {
    ...{ NODE_ENV: 'production', CLUB_DEMO: 'false', PORT: '0', TEST_PUBLIC: folder },
    ...env,
  });
  children.push(club.process);
  const [, port = ''] = await club.says(/listening on (\d+)/);
  const post = async (path: string, body: object): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  expect(await post('/api/auth/local', { identifier: 'nobody', password: 'x' })).toBe(400);
  const get = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  return { ...club, get, post, log: () => club.written.stdout + club.written.stderr };
}

// `npm test` says so where the machine has no Redis.
(process.env.TEST_REDIS_URL ? describe : describe.skip)('a club whose Redis', () => {
  it.each([
    ['has been killed', 'SIGKILL'],
    ['says nothing any more', 'SIGSTOP'],
  ] as const)(
    '%s: answers sign-ins, and ends when it is told to',
    async (_what, signal) => {
      const redis = await startOwnRedis();
      const database = await createDatabase(fs.mkdtempSync(path.join(folder, 'database-')));
      const club = await startClub({ ...database.env, REDIS_URL: redis.url, RATE_LIMITS: 'true' });
      redis.kill(signal);
      // Each is answered while nothing answers the club.
      for (const [path, body, status] of signIns)
        expect([path, await club.post(path, body)]).toEqual([path, status]);
      expect(club.log()).toContain('Attempts are counted by each process alone, without Redis');
      club.process.kill('SIGTERM');
      const { code, stdout } = await club.ended;
      expect([code, stdout]).toEqual([0, expect.stringContaining('Closing the club')]);
      await redis.end();
      await database.remove();
    },
    120_000,
  );
});

describe('a club whose database', () => {
  // SQLite is no server.
  onMariadb(
    'says nothing any more ends when it is told to',
    async () => {
      const database = await createDatabase(folder);
      const proxy = await startTcpProxy(Number(database.env['DATABASE_PORT']));
      const club = await startClub({ ...database.env, DATABASE_PORT: String(proxy.port) });
      proxy.stall();
      club.process.kill('SIGTERM');
      const { code, stdout } = await club.ended;
      expect([code, stdout]).toEqual([0, expect.stringContaining('Closing the club')]);
      await proxy.stop();
      await database.remove();
    },
    120_000,
  );

  it('works on a query that takes for ever ends when it is told to, once that is ended', async () => {
    const database = await createDatabase(fs.mkdtempSync(path.join(folder, 'database-')));
    const club = await startClub(database.env);
    for (const statement of [
      "INSERT INTO ui_texts (document_id, `key`, locale, published_at) VALUES ('a', 'a', 'en', CURRENT_TIMESTAMP)",
      'ALTER TABLE ui_texts RENAME TO all_ui_texts',
      `CREATE VIEW ui_texts AS SELECT * FROM all_ui_texts WHERE ${endlessCondition[database.client]}`,
    ])
      await queryRows(database, statement);
    const endless = club.get('/api/ui-texts');
    // One that came after it is answered.
    expect(await club.get('/api/categories')).toBe(200);
    club.process.kill('SIGTERM');
    expect(await endless).toBe(400);
    const { code, stdout } = await club.ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining('Closing the club')]);
    await database.remove();
  }, 120_000);
});
