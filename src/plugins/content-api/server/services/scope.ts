import { AsyncLocalStorage } from 'node:async_hooks';

/** Whether the current code runs for a read of a reader, or for a write. */
const work = new AsyncLocalStorage<'reading' | 'writing'>();

/** Whether current queries are a reader's, and must be restricted. */
export function isReading(): boolean {
  return work.getStore() === 'reading';
}

/** Whether a write is running: it must see drafts and whole texts, or it would save without them. */
export function isWriting(): boolean {
  return work.getStore() === 'writing';
}

/** Runs a read as a reader's; has no effect within a write. */
export function asReader<Result>(read: () => Promise<Result>): Promise<Result> {
  return isWriting() ? read() : work.run('reading', read);
}

/** Runs a write; its own reads are not restricted. */
export function asWriter<Result>(write: () => Promise<Result>): Promise<Result> {
  return work.run('writing', write);
}

/** Runs a query of the club's own, unrestricted, within a reader's. */
export function asUnrestricted<Result>(ask: () => Promise<Result>): Promise<Result> {
  return work.exit(ask);
}
