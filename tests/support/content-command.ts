import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './child';
import { createDatabase } from './database';
import { testEnvironment } from './environment';

export interface Command {
  process: ChildProcess;
  /** Everything said so far, on both streams. */
  said(): string;
  /** Resolves as soon as the command has said it; rejects when it ends without. */
  says(text: string): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>;
}

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

  return {
    folder,
    database,
    /** What the media library has stored. */
    stored: (): string[] => fs.readdirSync(uploads),
    run: (args: string[]): Command =>
      command(process.execPath, [...preload, 'scripts/content.mjs', ...args], env),
    /** As people type it: npm stands between the terminal and the command. */
    runByNpm: (name: string, args: string[]): Command =>
      command('npm', ['run', '--silent', name, '--', ...args], {
        ...env,
        NODE_OPTIONS: preload.join(' '),
      }),
    async remove(): Promise<void> {
      await database.remove();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
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
