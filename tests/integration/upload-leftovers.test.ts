import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { z } from 'zod';
import { ask } from '../support/ask';
import { root, runNode } from '../support/child';
import { onMariadb, onSqlite, queryRows } from '../support/database';
import { onServer } from '../support/database-faults';
import { file, plain, uploader, type Stored, type Upload } from '../support/files';
import { administrator, serveClub, type ServedClub } from '../support/served-club';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { until } from '../support/until';
import { expectFilesOfRows } from '../support/uploads/files-of-rows';

const isMariadb = process.env.TEST_DATABASE === 'mariadb';
jest.setTimeout(180_000);

let club: ServedClub;
let proxy: TcpProxy | undefined;
let upload: Upload;
let replaceOf: (id: number) => Upload;

beforeAll(async () => {
  const env: Record<string, string> = { CLUB_DEMO: 'false' };
  if (isMariadb) {
    proxy = await startTcpProxy(Number(process.env.TEST_MARIADB_PORT));
    env.DATABASE_PORT = String(proxy.port);
  }
  club = await serveClub(env);
  const login = await ask(`${club.url}/admin/login`, { body: administrator });
  const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(JSON.parse(login.text));
  upload = uploader(club, '/upload', `Bearer ${data.token}`);
  replaceOf = (id) => uploader(club, `/upload/files/${id}/replace`, `Bearer ${data.token}`);
}, 300_000);

afterAll(async () => {
  await club.stop();
  await proxy?.stop();
});

const storedPath = (name: string) => path.join(club.publicFolder, 'uploads', name);
const stored = () => fs.readdirSync(path.join(club.publicFolder, 'uploads'));
const names = async () =>
  z
    .array(z.object({ name: z.string() }))
    .parse(await queryRows(club.database, 'SELECT name FROM files ORDER BY id'))
    .map(({ name }) => name);
const picture = async (name: string, width: number) => file(name, await plain(width, width).png().toBuffer());

/** What happens to the statement that writes the row of `refused.png`. */
interface Fault {
  name: string;
  begin: () => void;
  end: () => void;
}

const writesRow = (packet: Buffer): boolean =>
  /(insert into|update) `files`/.test(packet.toString('latin1')) && packet.includes('refused.png');

/** Once, so that the club finds its database again; or from then on. */
function cutFrom(
  isIt: (packet: Buffer) => boolean,
  when: 'before' | 'after',
  { forEver = false } = {},
): void {
  let isCut = false;
  proxy?.cutAt((packet) => {
    if (isCut) return forEver;
    isCut = isIt(packet);
    return isCut;
  }, when);
}

function commitOfRow(): (packet: Buffer) => boolean {
  let isWriting = false;
  return (packet) => {
    isWriting ||= writesRow(packet);
    return isWriting && packet.includes('COMMIT');
  };
}

const healProxy = () => proxy?.restore();
const write = (sql: string): void =>
  void new Sqlite(String(club.database.env.DATABASE_FILENAME)).exec(sql).close();
const raise = (name: string, when: string): string =>
  `CREATE TRIGGER ${name} ${when} ON files WHEN NEW.name = 'refused.png' BEGIN SELECT RAISE(ABORT, 'no'); END;`;

const faults: Fault[] = isMariadb
  ? [
      ...(['before', 'after'] as const).flatMap((when): Fault[] => [
        { name: `is cut ${when} it`, begin: () => cutFrom(writesRow, when), end: healProxy },
        { name: `is cut ${when} its COMMIT`, begin: () => cutFrom(commitOfRow(), when), end: healProxy },
      ]),
    ]
  : [
      {
        name: 'fails',
        begin: () => write(raise('no_insert', 'BEFORE INSERT') + raise('no_update', 'BEFORE UPDATE')),
        end: () => write('DROP TRIGGER no_insert; DROP TRIGGER no_update'),
      },
    ];

/** Answers how a request went whose row could not be written. */
async function during(fault: Fault, request: () => ReturnType<Upload>): Promise<void> {
  fault.begin();
  const { status } = await request().finally(fault.end);
  expect(status).toBe(isMariadb ? 503 : 500);
  await until(
    async () => (await ask(`${club.url}/api/v1/health/ready`)).status,
    (is) => is === 200,
  );
}

async function expectAsBefore(before: readonly string[]): Promise<void> {
  expect(await names()).toEqual(before);
  await expectFilesOfRows(club.database, stored());
}

describe.each(faults)('an upload whose row is not written, since that $name', (fault) => {
  it('leaves no file', async () => {
    const before = await names();
    const sent = await picture('refused.png', 800);
    await during(fault, () => upload(sent));
    await expectAsBefore(before);
  });

  it('leaves none of several', async () => {
    const before = await names();
    const sent = [await picture('one.png', 300), await picture('refused.png', 800)];
    await during(fault, () => upload([...sent, file('note.pdf', '%PDF-1.4\n')]));
    await expectAsBefore(before);
  });

  it.each([
    ['larger', 100, 800],
    ['smaller', 800, 100],
  ])('leaves a file that was to be replaced by a %s one as its row says', async (_size, width, other) => {
    const [old] = (await upload(await picture('kept.png', width))).files;
    const { id, url } = old as Stored;
    const sent = await picture('refused.png', other);
    await during(fault, () => replaceOf(id)(sent));
    const row = await queryRows(club.database, `SELECT width FROM files WHERE id = ${id}`);
    expect(row).toEqual([{ width: fault.name === 'is cut after its COMMIT' ? other : width }]);
    expect([await sharp(storedPath(path.basename(url))).metadata()]).toMatchObject(row);
    await expectFilesOfRows(club.database, stored());
  });
});

it('an upload and a replacement that succeed leave what their rows name', async () => {
  const [kept] = (await upload([await picture('small.png', 100), await picture('large.png', 800)])).files;
  expect((await replaceOf((kept as Stored).id)(await picture('now.png', 600))).status).toBe(200);
  await expectFilesOfRows(club.database, stored());
});

onSqlite('a file that is refused once it is stored leaves nothing written down', async () => {
  const before = await names();
  expect((await upload(await picture('a<b.png', 300))).status).toBe(400);
  await expectAsBefore(before);
});

/** Whatever boots the club clears up: here an import that has nothing to do. */
async function nextStart(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-content-'));
  fs.writeFileSync(path.join(folder, 'artists.json'), '{ "artists": [] }');
  const preload = ['--require', path.join(root, 'tests/support/public-folder.cjs')];
  const env = { ...club.database.env, NODE_ENV: 'production', TEST_PUBLIC: club.publicFolder };
  const { code, stderr } = await runNode([...preload, 'scripts/content.mjs', 'import', folder], env);
  fs.rmSync(folder, { recursive: true });
  expect([code, stderr]).toEqual([0, expect.anything()]);
}

describe('a database that is gone', () => {
  onMariadb('when the row is to be written leaves no file either', async () => {
    const before = stored();
    const sent = await picture('refused.png', 800);
    cutFrom(writesRow, 'before', { forEver: true });
    expect((await upload(sent).finally(healProxy)).status).toBe(503);
    expect(stored()).toEqual(before);
  });

  onMariadb('at the COMMIT leaves nothing that is not cleared once its process has ended', async () => {
    const before = await names();
    const sent = await picture('refused.png', 800);
    cutFrom(commitOfRow(), 'before', { forEver: true });
    expect((await upload(sent).finally(healProxy)).status).toBe(503);
    // Another process that starts leaves alone what may be under way.
    const left = stored();
    await nextStart();
    expect(stored()).toEqual(left);
    const isReady = async () => (await ask(`${club.url}/api/v1/health/ready`)).status === 200;
    await until(isReady, Boolean);
    await onServer(`LOCK TABLES ${club.database.env.DATABASE_NAME}.files WRITE`, async () => {
      const killed = upload(sent).catch(() => undefined);
      await until(
        async () => stored().length,
        (count) => count > left.length,
      );
      process.kill(club.pid, 'SIGKILL');
      await killed;
    });
    await nextStart();
    await expectAsBefore(before);
  });
});
