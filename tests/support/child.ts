import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { testEnvironment } from './environment';

export const root = path.resolve(__dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Child {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** What it has written so far. */
  written: Readonly<Record<'stdout' | 'stderr', string>>;
  /** Resolves with the first match in what the process writes; rejects when it ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Node in a process of its own, in the project's folder, with the test environment and nothing of `.env`. */
export function startNode(args: string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...testEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
      listeners.forEach((listen) => listen());
    });
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...written })));

  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(written.stdout);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
      void ended.then(({ stdout, stderr }) =>
        reject(new Error(`${pattern} was never said:\n${stdout}\n${stderr}`)),
      );
    });
  return { process: child, ended, written, says };
}

export const runNode = (args: string[], env?: Record<string, string>): Promise<Ended> =>
  startNode(args, env).ended;

/** What an exported function of one of the scripts answers. They are modules that jest itself cannot load. */
export async function callScript(file: string, name: string, ...args: unknown[]): Promise<unknown> {
  const code = `
    const { ${name} } = await import(${JSON.stringify(path.join(root, file))});
    const answer = await ${name}(...${JSON.stringify(args)});
    console.log(JSON.stringify({ answer }));`;
  const { stdout, stderr } = await runNode(['--input-type=module', '--eval', code]);
  const last = stdout.trim().split('\n').at(-1);
  if (!last) throw new Error(stderr);
  return (JSON.parse(last) as { answer: unknown }).answer;
}
