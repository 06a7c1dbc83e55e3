import { patienceMs, QueryTimeoutError, TooManyQueriesError } from '../query-timeout';
import { startReader, type Binding, type Reader } from './process';

/** Processes at work at most: one more than can be held up by one costly query. */
const mostReaders = 2;

/** Readers' questions that wait for a process; more are refused. */
const mostWaiting = 200;

/** Starts in a row that come to nothing before the pool gives up, and milliseconds after which it tries again. */
const mostFailures = 3;
const restAfterFailuresMs = 60_000;

export interface Lease {
  ask(sql: string, bindings: readonly Binding[]): Promise<unknown[]>;
  release(): void;
  /** Instead of `release`, where the process is in a state that nobody knows. */
  end(): void;
}

/** Somebody who waits for a process. */
interface QueuedLease {
  take(reader: Reader): void;
  refuse(error: Error): void;
}

export interface ReaderPool {
  /**
   * A process for one's own until `release`.
   * @throws TooManyQueriesError, or QueryTimeoutError when none was free for as long as a query may take
   */
  lease(): Promise<Lease>;
  /** False for a while after no process could be started: whoever asks must read in this process then. */
  readonly works: boolean;
  close(): void;
}

/** Processes that read an SQLite file; each is started when there is something to read. */
export function createReaderPool(filename: string, onFailure: (message: string) => void): ReaderPool {
  const idle: Reader[] = [];
  const all = new Set<Reader>();
  const queue: QueuedLease[] = [];
  let failures = 0;
  let isClosed = false;

  function start(): Reader {
    let isReady = false;
    const reader = startReader(
      filename,
      () => {
        isReady = true;
        failures = 0;
      },
      () => {
        all.delete(reader);
        const index = idle.indexOf(reader);
        if (index >= 0) idle.splice(index, 1);
        if (isClosed) return;
        if (!isReady) countFailure();
        // Those who wait would wait for ever, had the only reader ended.
        queue.shift()?.take(start());
      },
    );
    all.add(reader);
    return reader;
  }

  function countFailure(): void {
    failures += 1;
    if (failures !== mostFailures) return;
    onFailure('No process for reading can be started; costly queries of visitors may hold up the club.');
    setTimeout(() => (failures = 0), restAfterFailuresMs).unref();
  }

  function leaseOf(reader: Reader): Lease {
    let isReleased = false;
    return {
      ask: (sql, bindings) => reader.ask(sql, bindings),
      release() {
        if (isReleased) return;
        isReleased = true;
        if (!reader.isAlive) return;
        const next = queue.shift();
        if (next) next.take(reader);
        else idle.push(reader);
      },
      end() {
        isReleased = true;
        reader.end();
      },
    };
  }

  /** Waits until a process is free, no longer than a query may take. */
  const inTurn = (): Promise<Lease> =>
    new Promise((resolve, reject) => {
      const one: QueuedLease = {
        take(reader) {
          clearTimeout(clock);
          resolve(leaseOf(reader));
        },
        refuse(error) {
          clearTimeout(clock);
          reject(error);
        },
      };
      const clock = setTimeout(() => {
        queue.splice(queue.indexOf(one), 1);
        reject(new QueryTimeoutError());
      }, patienceMs);
      queue.push(one);
    });

  return {
    async lease() {
      if (isClosed) throw new Error('The club is closing.');
      const reader = idle.pop() ?? (all.size < mostReaders ? start() : null);
      if (reader) return leaseOf(reader);
      if (queue.length >= mostWaiting) throw new TooManyQueriesError();
      return inTurn();
    },
    get works() {
      return failures < mostFailures;
    },
    close() {
      isClosed = true;
      for (const one of queue.splice(0)) one.refuse(new Error('The club is closing.'));
      for (const reader of [...all]) reader.end();
    },
  };
}
