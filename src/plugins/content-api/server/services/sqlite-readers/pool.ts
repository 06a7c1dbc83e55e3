import { TooManyQueriesError } from '../query-timeout';
import { startReader, type Binding, type Reader } from './process';

/** Processes at work at most: one more than can be held up by one costly query. */
const mostReaders = 2;

/** Readers' questions that wait for a process; more are refused. */
const mostWaiting = 200;

/** Starts in a row that come to nothing before the pool gives up. */
const mostFailures = 3;

export interface Lease {
  ask(sql: string, bindings: readonly Binding[]): Promise<unknown[]>;
  release(): void;
}

export interface ReaderPool {
  /** A process for one's own until `release`. */
  lease(): Promise<Lease>;
  /** False where no process can be started: whoever asks must read in this process then. */
  readonly works: boolean;
  close(): void;
}

/** Processes that read an SQLite file; each is started when there is something to read. */
export function createReaderPool(filename: string, onFailure: (message: string) => void): ReaderPool {
  const idle: Reader[] = [];
  const all = new Set<Reader>();
  const queue: ((reader: Reader) => void)[] = [];
  let failures = 0;
  let isClosed = false;

  function start(): Reader {
    const reader = startReader(filename, () => {
      all.delete(reader);
      const index = idle.indexOf(reader);
      if (index >= 0) idle.splice(index, 1);
      failures = reader.wasReady ? 0 : failures + 1;
      if (isClosed) return;
      if (failures === mostFailures)
        onFailure('No process for reading can be started; costly queries of visitors may hold up the club.');
      // Those who wait would wait for ever, had the only reader ended.
      const next = queue.shift();
      if (next) next(start());
    });
    all.add(reader);
    return reader;
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
        if (next) next(reader);
        else idle.push(reader);
      },
    };
  }

  return {
    async lease() {
      const reader = idle.pop() ?? (all.size < mostReaders ? start() : null);
      if (reader) return leaseOf(reader);
      if (queue.length >= mostWaiting) throw new TooManyQueriesError();
      return new Promise((resolve) => queue.push((next) => resolve(leaseOf(next))));
    },
    get works() {
      return failures < mostFailures;
    },
    close() {
      isClosed = true;
      for (const reader of [...all]) reader.end();
    },
  };
}
