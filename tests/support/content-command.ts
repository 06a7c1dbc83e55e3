import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from './child';
import { createDatabase, queryRows } from './database';
import { testEnvironment } from './environment';

export interface Command {
  process: ChildProcess;
  /** Everything said so far, on both streams. */
  said(): string;
  /** Resolves as soon as the command has said it; rejects when it ends without. */
  says(text: string): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>;
}

const portrait = path.join(root, 'database/demo/pictures/staff-calix-marrow.webp');
const counted = z.tuple([z.object({ count: z.number() })]);

/** A club that only `npm run content:import` and `content:export` ever work on. */
export async function commandClub() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'content-command-'));
  const uploads = path.join(folder, 'public/uploads');
  fs.mkdirSync(uploads, { recursive: true });
  const database = await createDatabase(folder);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...testEnvironment,
    ...database.env,
    TEST_PUBLIC: path.join(folder, 'public'),
  };
  const preload = ['--require', path.join(root, 'tests/support/public-folder.cjs')];

  const commands: Command[] = [];
  const start = (program: string, args: string[], more: NodeJS.ProcessEnv = {}): Command => {
    const started = command(program, args, { ...env, ...more });
    commands.push(started);
    return started;
  };
  const run = (args: string[]): Command =>
    start(process.execPath, [...preload, 'scripts/content.mjs', ...args]);
  /** How many rows a table has. */
  const count = async (table: string): Promise<number> =>
    counted.parse(await queryRows(database, `SELECT COUNT(*) AS count FROM ${table}`))[0].count;
  let contents = 0;

  return {
    folder,
    database,
    /** What the media library has stored. */
    stored: (): string[] => fs.readdirSync(uploads).sort(),
    /** How much of everything that these tests import is there. */
    amounts: async () => ({
      texts: await count('ui_texts'),
      artists: await count('artists'),
      files: await count('files'),
    }),
    /** A content folder with this many texts, and this many artists, each with a picture of their own. */
    content: (amounts: ContentAmounts): string =>
      writeContent(path.join(folder, `content-${(contents += 1)}`), amounts),
    run,
    import: (content: string): Command => run(['import', content]),
    /** As people type it: npm stands between the terminal and the command. */
    runByNpm: (name: string, args: string[]): Command =>
      start('npm', ['run', '--silent', name, '--', ...args], { NODE_OPTIONS: preload.join(' ') }),
    async remove(): Promise<void> {
      for (const each of commands) each.process.kill('SIGKILL');
      await Promise.all(commands.map((each) => each.ended));
      await database.remove();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface ContentAmounts {
  texts?: number;
  artists?: number;
}

function writeContent(folder: string, { texts = 0, artists = 0 }: ContentAmounts): string {
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

export type CommandClub = Awaited<ReturnType<typeof commandClub>>;

function command(program: string, args: string[], env: NodeJS.ProcessEnv): Command {
  // A group of its own, as a terminal has it: a Ctrl-C there reaches npm and the command.
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      listeners.forEach((listen) => listen());
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, said: text })),
  );
  const says = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.includes(wanted)) resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It never said ${wanted}:\n${text}`)));
    });
  return { process: child, said: () => text, says, ended };
}
