import { patienceMs, QueryTimeoutError, TooManyQueriesError } from '../query-timeout';
import { startReader, type Binding, type Reader } from './process';

/** The maximum number of processes: one expensive query can block only one. */
const mostReaders = 2;

/** The maximum number of queries that wait for a process; more are refused. */
const mostWaiting = 200;

/** After this many failed starts in a row the pool pauses for this many milliseconds. */
const mostFailures = 3;
const restAfterFailuresMs = 60_000;

export interface Lease {
  ask(sql: string, bindings: readonly Binding[]): Promise<unknown[]>;
  release(): void;
  /** Call it instead of `release` if the process may be in an unknown state. */
  end(): void;
}

/** A caller that waits for a process. */
interface QueuedLease {
  take(reader: Reader): void;
  refuse(error: Error): void;
}

export interface ReaderPool {
  /**
   * Leases a process exclusively until `release`.
   * @throws TooManyQueriesError, or QueryTimeoutError if no process becomes free within a query's timeout
   */
  lease(): Promise<Lease>;
  /** False for a while after failed starts: read in this process then. */
  readonly works: boolean;
  close(): void;
}

/** A pool of processes that read an SQLite file, started on demand. */
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
        // If the only process has ended, waiting callers need a new one.
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

  /** Waits until a process is free, up to a query's timeout. */
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
