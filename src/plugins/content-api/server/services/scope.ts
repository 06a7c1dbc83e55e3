import { AsyncLocalStorage } from 'node:async_hooks';

/** What the document service or a resolver is at while this code runs. */
const work = new AsyncLocalStorage<'reading' | 'writing'>();

/** Whether the queries of this moment are a reader's, and so must keep to what readers may know. */
export function isReading(): boolean {
  return work.getStore() === 'reading';
}

/** Whether a write is at work: it must find drafts and whole texts, or it would save them without. */
export function isWriting(): boolean {
  return work.getStore() === 'writing';
}

/** Runs a read as a reader's; inside a write nothing changes. */
export function asReader<Result>(read: () => Promise<Result>): Promise<Result> {
  return isWriting() ? read() : work.run('reading', read);
}

/** Runs a write, and what it reads on its way, unhindered. */
export function asWriter<Result>(write: () => Promise<Result>): Promise<Result> {
  return work.run('writing', write);
}

/** Runs a question of the club's own in the middle of a reader's. */
export function asUnrestricted<Result>(ask: () => Promise<Result>): Promise<Result> {
  return work.exit(ask);
}
