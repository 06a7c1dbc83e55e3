import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { patienceMs, QueryTimeoutError } from '../query-timeout';

const reply = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), rows: z.array(z.unknown()) }),
  z.object({ id: z.number(), error: z.string(), code: z.string() }),
]);

interface Waiting {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
  clock?: NodeJS.Timeout;
}

/** How long a process may take to start: it shares the machine with all that starts at the same time. */
const startMs = 30_000;

export type Binding = string | number | null;

export interface Reader {
  ask(sql: string, bindings: readonly Binding[]): Promise<unknown[]>;
  end(): void;
  readonly isAlive: boolean;
}

/**
 * Starts one reader.
 *
 * @param onReady called once it has opened the database
 * @param onEnd called once, when it is gone for whatever reason
 */
export function startReader(filename: string, onReady: () => void, onEnd: () => void): Reader {
  // Nothing of the club's environment: its secrets are not needed here.
  const child: ChildProcess = fork(path.join(__dirname, 'child.js'), [filename], {
    env: {},
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isAlive = true;
  let isReady = false;
  const starting = setTimeout(() => {
    gone(new Error('A process that reads the database for visitors does not start.'));
  }, startMs);
  starting.unref();

  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.clock);
    if (waiting.size === 0) child.channel?.unref();
    return one;
  }

  function gone(error: Error): void {
    if (!isAlive) return;
    isAlive = false;
    clearTimeout(starting);
    for (const id of [...waiting.keys()]) take(id)?.reject(error);
    child.kill('SIGKILL');
    onEnd();
  }

  function timeOut(id: number): void {
    // Where this process was busy itself, the answer may be there and only not have been read yet.
    setImmediate(() => {
      if (waiting.has(id)) gone(new QueryTimeoutError());
    });
  }

  /** A query's time begins when there is somebody to ask it. */
  function setClock(id: number, one: Waiting): void {
    one.clock = setTimeout(timeOut, patienceMs, id);
  }

  function beReady(): void {
    isReady = true;
    clearTimeout(starting);
    for (const [id, one] of waiting) setClock(id, one);
    onReady();
  }

  child.on('message', (received) => {
    const told = reply.parse(received);
    if ('ready' in told) beReady();
    else if ('rows' in told) take(told.id)?.resolve(told.rows);
    else take(told.id)?.reject(Object.assign(new Error(told.error), { code: told.code }));
  });
  child.on('error', gone);
  child.on('exit', () => gone(new Error('A process that reads the database for visitors has ended.')));

  return {
    ask(sql, bindings) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        if (!isAlive) return reject(new Error('A process that reads the database for visitors has ended.'));
        const one: Waiting = { resolve, reject };
        waiting.set(id, one);
        if (isReady) setClock(id, one);
        child.channel?.ref();
        child.send({ id, sql, bindings });
      });
    },
    end: () => gone(new Error('The club is closing.')),
    get isAlive() {
      return isAlive;
    },
  };
}
