import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { runNode, type Ended } from '../support/child';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-start-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const start = (env: Record<string, string>): Promise<Ended> =>
  runNode(['scripts/start.mjs'], { DATABASE_FILENAME: path.join(folder, 'club.db'), ...env });

function expectSentence({ code, stderr }: Ended, sentence: string): void {
  expect(stderr.trim()).toBe(sentence);
  expect(code).toBe(1);
}

async function withTakenPort<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

test('an old Node', async () => {
  const oldNode = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.1"})';
  const ended = await runNode(['--import', oldNode, 'scripts/start.mjs']);
  expectSentence(
    ended,
    'The club needs Node 20.19 to 26, and this is Node 18.20.1: install another one from https://nodejs.org.',
  );
});

test('bad settings, all at once', async () => {
  const ended = await start({
    PORT: '80a',
    CLUB_TIMEZONE: 'Rome',
    JWT_SECRET: 'hunter2',
    DATABASE_CLIENT: 'oracle',
    SMTP_HOST: 'smtp.example.org',
  });
  expectSentence(
    ended,
    [
      '5 settings are wrong (in .env or in the environment):',
      '  PORT is "80a"; it must be a whole number from 0 to 65535. Example: PORT=1337',
      '  CLUB_TIMEZONE is "Rome"; it must be a time zone by its IANA name. Example: CLUB_TIMEZONE=Europe/Rome',
      '  DATABASE_CLIENT is "oracle"; it must be one of sqlite, mysql. Example: DATABASE_CLIENT=sqlite',
      '  JWT_SECRET is shorter than 12 characters; it must be a long random text. Example: JWT_SECRET=`openssl rand -base64 24` makes one',
      '  MAIL_FROM is missing, and SMTP_HOST is of no use without it; it must be an e-mail address, with a name or without. ' +
        "Example: MAIL_FROM=The Dreamer's Cave <club@dreamers-cave.club>",
    ].join('\n'),
  );
});

test('two secrets that are the same', async () => {
  const secret = 'one-secret-for-members-and-staff';
  const ended = await start({ JWT_SECRET: secret, ADMIN_JWT_SECRET: secret });
  expectSentence(
    ended,
    [
      'A setting is wrong (in .env or in the environment):',
      '  JWT_SECRET is the same as ADMIN_JWT_SECRET: each must be one of its own; it must be a long random text. ' +
        'Example: JWT_SECRET=`openssl rand -base64 24` makes one',
    ].join('\n'),
  );
});

test('a port that is taken', async () => {
  await withTakenPort(async (port) => {
    const ended = await start({ PORT: String(port) });
    expectSentence(
      ended,
      `Port ${port} is used by another program: end that one, or set PORT to a free port (PORT=${port + 1} npm start).`,
    );
  });
});

test('a host that is not this machine', async () => {
  const ended = await start({ HOST: '192.0.2.1' });
  expectSentence(
    ended,
    'HOST is "192.0.2.1", which is not an address of this machine: set it to 0.0.0.0 for all of them.',
  );
});

test('a database server that is not there', async () => {
  const ended = await start({ DATABASE_CLIENT: 'mysql', DATABASE_HOST: '127.0.0.1', DATABASE_PORT: '1' });
  expectSentence(
    ended,
    'No database server answers at 127.0.0.1:1: start it, or correct DATABASE_HOST and DATABASE_PORT.',
  );
});

test('a database server that hangs up', async () => {
  await withTakenPort(async (port) => {
    const env = { DATABASE_CLIENT: 'mysql', DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(port) };
    const { code, stderr } = await start(env);
    expect(stderr).toMatch(
      new RegExp(`^The database "dreamers_cave" at 127.0.0.1:${port} cannot be used: .+\\.\n$`),
    );
    expect(code).toBe(1);
  });
});

test('a file that is no database', async () => {
  const file = path.join(folder, 'notes.txt');
  fs.writeFileSync(file, 'Tuesday: call the piano tuner.\n'.repeat(50));
  const ended = await start({ DATABASE_FILENAME: file });
  expectSentence(ended, `DATABASE_FILENAME names ${file}, which is not an SQLite database.`);
});
