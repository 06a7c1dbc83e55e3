import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { commandClub, type Command, type CommandClub, type ContentAmounts } from '../support/content-command';
import { onMariadb, onSqlite, queryRows } from '../support/database';
import { onServer } from '../support/database-faults';
import { expectFilesOfRows } from '../support/uploads/files-of-rows';
import { until } from '../support/until';

// On both databases: a transaction whose process goes is ended by SQLite's file here, by a server there.
const limitMs = 240_000;
jest.setTimeout(limitMs);

let club: CommandClub;
beforeAll(async () => {
  club = await commandClub();
});
afterAll(() => club.remove());

/** All that an import may leave. */
const everything = async () => ({ ...(await club.amounts()), stored: club.stored() });

describe('a signal', () => {
  test('stops it in the middle of thousands, with npm between: nothing stays, and it says so', async () => {
    const folder = club.content({ texts: 3000 });
    const before = await club.amounts();
    const command = club.runByNpm('content:import', [folder]);
    await command.says('importing');
    // As a terminal does it: the whole group at once, and npm passes it on to the command once more.
    process.kill(-(command.process.pid ?? 0), 'SIGINT');
    const { said } = await command.ended;
    expect(said).toContain('Stopped: nothing was imported.');
    expect(said).not.toMatch(/created|did not work/);
    expect(await club.amounts()).toEqual(before);
  });

  test.each<[string, ContentAmounts, string, NodeJS.Signals, number]>([
    ['while it checks', { texts: 20_000 }, 'checking', 'SIGTERM', 143],
    ['while it stores pictures', { artists: 30 }, 'pictures', 'SIGINT', 130],
    ['while it writes', { texts: 3000 }, 'importing', 'SIGTERM', 143],
  ])('%s', async (_when, amounts, phase, signal, code) => {
    const folder = club.content(amounts);
    const before = await everything();
    const command = club.import(folder);
    await command.says(phase);
    command.process.kill(signal);
    // And again while it ends, as somebody does who does not trust the first.
    command.process.kill(signal);
    const ended = await command.ended;
    expect(ended.code).toBe(code);
    expect(ended.said.match(/Stopped: nothing was imported\./g)).toHaveLength(1);
    expect(ended.said).not.toMatch(/created|did not work/);
    expect(await everything()).toEqual(before);
  });

  onSqlite('stops it while it waits for another process that writes', async () => {
    // Time enough between the two for the other to begin.
    const folder = club.content({ texts: 5000 });
    const before = await everything();
    const other = new Sqlite(path.join(club.folder, 'club.db'));
    const command = club.import(folder);
    try {
      await command.says('checking');
      other.exec('BEGIN IMMEDIATE');
      await command.says('waiting');
      command.process.kill('SIGINT');
      expect(await command.ended).toMatchObject({ code: 130 });
    } finally {
      other.close();
    }
    expect(command.said()).toContain('Stopped: nothing was imported.');
    expect(await everything()).toEqual(before);
  });

  onMariadb('stops it while the server lets it wait for what another has locked', async () => {
    const before = await everything();
    const database = String(club.database.env['DATABASE_NAME']);
    const waiting = () =>
      queryRows(
        club.database,
        `SELECT id FROM information_schema.processlist WHERE db = '${database}' AND state LIKE 'Waiting for%lock'`,
      );
    const command = club.import(club.content({ artists: 2, texts: 10 }));
    await command.says('checking');
    await onServer(`LOCK TABLES ${database}.ui_texts READ`, async () => {
      await until(waiting, (found) => found.length > 0, limitMs);
      command.process.kill('SIGINT');
      expect(await command.ended).toMatchObject({ code: 130 });
    });
    expect(command.said()).toContain('Stopped: nothing was imported.');
    // Its connection ends once the server has noticed.
    await until(waiting, (found) => found.length === 0);
    await nextStart();
    expect(await everything()).toEqual(before);
  });

  test('comes too late once everything is being committed, and the import says what came of it', async () => {
    const command = club.import(club.content({ texts: 2 }));
    await command.says('committing');
    command.process.kill('SIGINT');
    const { code, said } = await command.ended;
    expect(code).toBe(0);
    expect(said).toContain('2 created');
    expect(said).not.toContain('Stopped');
    expect((await club.amounts()).texts).toBe(2);
  });
});

/** Whatever else boots the club clears up: here an import that has nothing to do. */
async function nextStart(): Promise<void> {
  const { code } = await club.import(club.content({})).ended;
  expect(code).toBe(0);
}

describe('a process that is killed', () => {
  const kill = async (
    amounts: ContentAmounts,
    when: (command: Command) => Promise<unknown>,
  ): Promise<void> => {
    const command = club.import(club.content(amounts));
    await when(command);
    command.process.kill('SIGKILL');
    await command.ended;
  };

  const expectEveryFileKnown = () => expectFilesOfRows(club.database, club.stored());

  test('while it stores pictures leaves none of them after the next start', async () => {
    const before = await everything();
    await kill({ artists: 30 }, () =>
      until(
        async () => club.stored().length,
        (count) => count > before.stored.length + 8,
        limitMs,
      ),
    );
    expect(club.stored().length).toBeGreaterThan(before.stored.length);
    await nextStart();
    expect(await everything()).toEqual(before);
    await expectEveryFileKnown();
  });

  test('while it writes leaves none either', async () => {
    const before = await everything();
    await kill({ artists: 5, texts: 2000 }, (command) => command.says('importing'));
    expect(club.stored().length).toBeGreaterThan(before.stored.length);
    await nextStart();
    expect(await everything()).toEqual(before);
    await expectEveryFileKnown();
  });

  test('at the commit leaves all or nothing, and every row has its files', async () => {
    const before = await club.amounts();
    await kill({ artists: 4 }, (command) => command.says('committing'));
    await nextStart();
    // A draft and a published row of each.
    expect([before.artists, before.artists + 8]).toContain((await club.amounts()).artists);
    await expectEveryFileKnown();
  });
});
