import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { root } from '../support/child';
import { commandClub, type Command, type CommandClub } from '../support/content-command';
import { until } from '../support/until';

const limitMs = 240_000;
jest.setTimeout(limitMs);

const portrait = path.join(root, 'database/demo/pictures/staff-calix-marrow.webp');

let club: CommandClub;
const commands: Command[] = [];
beforeAll(async () => {
  club = await commandClub();
});
afterAll(async () => {
  for (const each of commands) each.process.kill('SIGKILL');
  await Promise.all(commands.map((each) => each.ended));
  await club.remove();
});

const started = (command: Command): Command => {
  commands.push(command);
  return command;
};
const importing = (folder: string) => started(club.run(['import', folder]));

let folders = 0;
/** A content folder with this many texts, and this many artists, each with a picture of their own. */
function content({ texts = 0, artists = 0 }: { texts?: number; artists?: number }): string {
  const folder = path.join(club.folder, `content-${(folders += 1)}`);
  fs.mkdirSync(path.join(folder, 'pictures'), { recursive: true });
  const list = <T>(length: number, of: (index: number) => T): T[] =>
    Array.from({ length }, (_each, index) => of(index));
  fs.writeFileSync(
    path.join(folder, 'ui-texts.json'),
    JSON.stringify(list(texts, (n) => ({ key: `text.${n}`, translations: { en: { text: `Text ${n}` } } }))),
  );
  const picture = fs.readFileSync(portrait);
  list(artists, (n) =>
    // What follows a picture's end is no part of it: each is another file.
    fs.writeFileSync(path.join(folder, `pictures/${n}.webp`), Buffer.concat([picture, Buffer.from(`${n}`)])),
  );
  const artist = (n: number) => ({
    slug: `artist-${n}`,
    name: `Artist ${n}`,
    photo: { file: `pictures/${n}.webp` },
  });
  fs.writeFileSync(path.join(folder, 'artists.json'), JSON.stringify(list(artists, artist)));
  return folder;
}

/** How many rows a table of the club's database has. */
function rows(table: string): number {
  const database = new Sqlite(path.join(club.folder, 'club.db'));
  try {
    return (database.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get() as { count: number }).count;
  } finally {
    database.close();
  }
}

const nothing = () => ({ texts: rows('ui_texts'), artists: rows('artists'), files: rows('files') });

test('an import says what came of it, and a second one that nothing did', async () => {
  const folder = content({ artists: 1 });
  const first = await importing(folder).ended;
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain('1 created, 0 changed, 0 unchanged; 1 new file in the media library.');
  const stored = club.stored();
  expect(stored).not.toEqual([]);
  expect((await importing(folder).ended).said).toContain('0 created, 0 changed, 1 unchanged; 0 new files');
  expect(club.stored()).toEqual(stored);
});

describe('a signal', () => {
  test('stops it in the middle of thousands, with npm between: nothing stays, and it says so', async () => {
    const folder = content({ texts: 3000 });
    const before = nothing();
    const command = started(club.runByNpm('content:import', [folder]));
    await command.says('importing');
    // As a terminal does it: the whole group at once, and npm passes it on to the command once more.
    process.kill(-(command.process.pid ?? 0), 'SIGINT');
    const { said } = await command.ended;
    expect(said).toContain('Stopped: nothing was imported.');
    expect(said).not.toMatch(/created|did not work/);
    expect(nothing()).toEqual(before);
  });

  test.each<[string, object, string, NodeJS.Signals, number]>([
    ['while it checks', { texts: 20_000 }, 'checking', 'SIGTERM', 143],
    ['while it stores pictures', { artists: 30 }, 'pictures', 'SIGINT', 130],
    ['while it writes', { texts: 3000 }, 'importing', 'SIGTERM', 143],
  ])('%s', async (_when, amounts, phase, signal, code) => {
    const folder = content(amounts);
    const before = { ...nothing(), stored: club.stored() };
    const command = importing(folder);
    await command.says(phase);
    command.process.kill(signal);
    // And again while it ends, as somebody does who does not trust the first.
    command.process.kill(signal);
    const ended = await command.ended;
    expect(ended.code).toBe(code);
    expect(ended.said.match(/Stopped: nothing was imported\./g)).toHaveLength(1);
    expect(ended.said).not.toMatch(/created|did not work/);
    expect({ ...nothing(), stored: club.stored() }).toEqual(before);
  });

  test('stops it while it waits for another process that writes', async () => {
    // Time enough between the two for the other to begin.
    const folder = content({ texts: 5000 });
    const before = nothing();
    const other = new Sqlite(path.join(club.folder, 'club.db'));
    const command = importing(folder);
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
    expect(nothing()).toEqual(before);
  });

  test('comes too late once everything is being committed, and the import says what came of it', async () => {
    const folder = content({ texts: 2 });
    const command = importing(folder);
    await command.says('committing');
    command.process.kill('SIGINT');
    const { code, said } = await command.ended;
    expect(code).toBe(0);
    expect(said).toContain('2 created');
    expect(said).not.toContain('Stopped');
    expect(rows('ui_texts')).toBe(2);
  });
});

describe('a process that is killed', () => {
  const kill = async (folder: string, when: (command: Command) => Promise<unknown>): Promise<void> => {
    const command = importing(folder);
    await when(command);
    command.process.kill('SIGKILL');
    await command.ended;
  };
  /** Whatever else boots the club clears up: here an import that has nothing to do. */
  const nextStart = async (): Promise<void> => {
    const { code } = await importing(content({})).ended;
    expect(code).toBe(0);
  };
  /** The files that rows name, in all their sizes, are those that are there. */
  function expectEveryFileKnown(): void {
    const database = new Sqlite(path.join(club.folder, 'club.db'));
    const files = database.prepare('SELECT url, formats FROM files').all() as {
      url: string;
      formats: string | null;
    }[];
    const entries = database.prepare(
      "SELECT * FROM strapi_core_store_settings WHERE key LIKE '%pending-upload%'",
    );
    expect(entries.all()).toEqual([]);
    database.close();
    const urls = files.flatMap(({ url, formats }) => [
      url,
      ...Object.values(JSON.parse(formats ?? '{}') as Record<string, { url: string }>).map(
        (each) => each.url,
      ),
    ]);
    expect(club.stored().sort()).toEqual(urls.map((url) => path.basename(url)).sort());
  }

  test('while it stores pictures leaves none of them after the next start', async () => {
    const before = { ...nothing(), stored: club.stored() };
    await kill(content({ artists: 30 }), () =>
      until(
        async () => club.stored().length,
        (count) => count > before.stored.length + 8,
        limitMs,
      ),
    );
    expect(club.stored().length).toBeGreaterThan(before.stored.length);
    await nextStart();
    expect({ ...nothing(), stored: club.stored() }).toEqual(before);
    expectEveryFileKnown();
  });

  test('while it writes leaves none either', async () => {
    const before = { ...nothing(), stored: club.stored() };
    await kill(content({ artists: 5, texts: 2000 }), (command) => command.says('importing'));
    expect(club.stored().length).toBeGreaterThan(before.stored.length);
    await nextStart();
    expect({ ...nothing(), stored: club.stored() }).toEqual(before);
    expectEveryFileKnown();
  });

  test('at the commit leaves all or nothing, and every row has its files', async () => {
    const before = nothing();
    await kill(content({ artists: 4 }), (command) => command.says('committing'));
    await nextStart();
    // A draft and a published row of each; one that was there before is one of them.
    expect([before.artists, 8]).toContain(nothing().artists);
    expectEveryFileKnown();
  });
});

test('an export that is stopped leaves nothing', async () => {
  const target = path.join(club.folder, 'export');
  await importing(content({ texts: 500 })).ended;
  const command = started(club.run(['export', target]));
  await command.says('exporting');
  command.process.kill('SIGTERM');
  expect(await command.ended).toMatchObject({ code: 143 });
  expect(command.said()).toContain('Stopped: nothing was exported.');
  expect(fs.existsSync(target)).toBe(false);
});

test('an export that is killed is not taken for a whole one', async () => {
  const target = path.join(club.folder, 'killed');
  const command = started(club.run(['export', target]));
  await command.says('exporting');
  command.process.kill('SIGKILL');
  await command.ended;
  const { code, said } = await importing(target).ended;
  expect(said).toContain('this folder is an export that was not finished: export again');
  expect(code).toBe(1);
});

test('of very many faults it tells the first hundred, and how many there are', async () => {
  const folder = content({});
  const wrong = Array.from({ length: 30_000 }, () => ({ key: 'no key' }));
  fs.writeFileSync(path.join(folder, 'ui-texts.json'), JSON.stringify(wrong));
  const { code, said } = await importing(folder).ended;
  expect(said.match(/^ui-texts\.json: /gm)).toHaveLength(100);
  expect(said).toMatch(/^… and \d+ more\.$/m);
  expect(said).toMatch(/Nothing was imported: \d{5} faults\./);
  expect(code).toBe(1);
});
