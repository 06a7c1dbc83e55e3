import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { patienceMs, QueryTimeoutError } from '../query-timeout';

const reply = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), rows: z.array(z.unknown()) }),
  z.object({ id: z.number(), error: z.string(), code: z.string() }),
]);

interface PendingQuery {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
  clock?: NodeJS.Timeout;
}

/** The timeout of a start, which shares the machine with everything that starts at the same time. */
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
 * @param onEnd called once it has ended for any reason
 */
export function startReader(filename: string, onReady: () => void, onEnd: () => void): Reader {
  // No environment: the club's secrets are not needed here.
  const child: ChildProcess = fork(path.join(__dirname, 'child.js'), [filename], {
    env: {},
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const waiting = new Map<number, PendingQuery>();
  let lastId = 0;
  let isAlive = true;
  let isReady = false;
  const starting = setTimeout(() => {
    end(new Error('A process that reads the database for visitors does not start.'));
  }, startMs);
  starting.unref();

  function take(id: number): PendingQuery | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.clock);
    if (waiting.size === 0) child.channel?.unref();
    return one;
  }

  function end(error: Error): void {
    if (!isAlive) return;
    isAlive = false;
    clearTimeout(starting);
    for (const id of [...waiting.keys()]) take(id)?.reject(error);
    child.kill('SIGKILL');
    onEnd();
  }

  function timeOut(id: number): void {
    // If this process was busy, the result may have arrived without having been read yet.
    setImmediate(() => {
      if (waiting.has(id)) end(new QueryTimeoutError());
    });
  }

  /** The timeout of a query starts when the process is ready. */
  function setClock(id: number, one: PendingQuery): void {
    one.clock = setTimeout(timeOut, patienceMs, id);
  }

  function markReady(): void {
    isReady = true;
    clearTimeout(starting);
    for (const [id, one] of waiting) setClock(id, one);
    onReady();
  }

  child.on('message', (received) => {
    const answer = reply.parse(received);
    if ('ready' in answer) markReady();
    else if ('rows' in answer) take(answer.id)?.resolve(answer.rows);
    else take(answer.id)?.reject(Object.assign(new Error(answer.error), { code: answer.code }));
  });
  child.on('error', end);
  child.on('exit', () => end(new Error('A process that reads the database for visitors has ended.')));

  return {
    ask(sql, bindings) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        if (!isAlive) return reject(new Error('A process that reads the database for visitors has ended.'));
        const one: PendingQuery = { resolve, reject };
        waiting.set(id, one);
        if (isReady) setClock(id, one);
        child.channel?.ref();
        child.send({ id, sql, bindings });
      });
    },
    end: () => end(new Error('The club is closing.')),
    get isAlive() {
      return isAlive;
    },
  };
}
