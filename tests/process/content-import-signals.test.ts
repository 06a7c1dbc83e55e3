import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
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

/** How many documents a command that was stopped says it has imported. */
function importedOf(said: string): number {
  if (said.includes('Stopped: nothing was imported.')) return 0;
  const [, imported] = /Stopped: (\d+) of \d+ documents were imported\. Import again/.exec(said) ?? [];
  return z.coerce.number().parse(imported);
}

describe('a signal', () => {
  test('stops it in the middle of thousands, with npm between: it says what stays, and the next one finishes it', async () => {
    const folder = club.content({ texts: 3000 });
    const command = club.runByNpm('content:import', [folder]);
    await command.says('importing');
    // As a terminal does it: the whole group at once, and npm passes it on to the command once more.
    process.kill(-(command.process.pid ?? 0), 'SIGINT');
    const { said } = await command.ended;
    expect(said).not.toMatch(/created|did not work/);
    const { texts } = await club.amounts();
    expect(importedOf(said)).toBe(texts);
    expect(texts).toBeLessThan(3000);
    expect((await club.import(folder).ended).said).toContain(
      `${3000 - texts} created, 0 changed, ${texts} unchanged`,
    );
    expect((await club.amounts()).texts).toBe(3000);
  });

  test.each<[string, ContentAmounts, string, NodeJS.Signals, number]>([
    ['while it checks', { texts: 20_000 }, 'checking', 'SIGTERM', 143],
    ['while it stores pictures', { artists: 30 }, 'pictures', 'SIGINT', 130],
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
    await onServer(`LOCK TABLES ${database}.files READ`, async () => {
      await until(waiting, (found) => found.length > 0, limitMs);
      command.process.kill('SIGINT');
      expect(await command.ended).toMatchObject({ code: 130 });
    });
    expect(command.said()).toContain('Stopped: 0 of 12 documents were imported, perhaps a few more.');
    // Its connection ends once the server has noticed.
    await until(waiting, (found) => found.length === 0);
    await nextStart();
    expect(await everything()).toEqual(before);
  });

  test('while it writes stops it after a batch, and once only', async () => {
    const before = (await club.amounts()).texts;
    const command = club.import(club.content({ texts: 6000 }));
    await command.says('importing');
    command.process.kill('SIGTERM');
    command.process.kill('SIGTERM');
    const { code, said } = await command.ended;
    expect(code).toBe(143);
    expect(said.match(/Stopped:/g)).toHaveLength(1);
    expect(said).not.toMatch(/created|did not work/);
    // What is there already is imported, too.
    expect(Math.max(before, importedOf(said))).toBe((await club.amounts()).texts);
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

  test('while it writes leaves whole batches, of which every row has its files', async () => {
    const before = await club.amounts();
    const folder = club.content({ artists: 120, texts: 2000 });
    const command = club.import(folder);
    await command.says('importing');
    command.process.kill('SIGKILL');
    await command.ended;
    await nextStart();
    await expectEveryFileKnown();
    // A draft and a published row of each.
    const { artists } = await club.amounts();
    expect([0, 200, 240]).toContain(artists - before.artists);
    expect((await club.import(folder).ended).said).toContain('0 changed');
    expect((await club.amounts()).artists - before.artists).toBe(240);
    await expectEveryFileKnown();
  });
});
