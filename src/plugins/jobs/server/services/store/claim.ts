import { z } from 'zod';
import type { JobDefinition } from '../../definition';
import { jobRow, pendingKeyOf, type JobRow } from '../../domain/job';
import { identified, marks, type Session } from './dialect';

export type Limits = Pick<JobDefinition, 'name' | 'concurrency' | 'limiter'>;

export interface Lease {
  token: string;
  /** When it ends unless it is renewed; milliseconds since 1970. */
  until: number;
  now: number;
  worker: string;
}

const counted = z.object({ count: z.coerce.number() });
const keyed = z.object({ key: z.string() });

/*
 * Locks. A caller enqueues within its own transaction, which may be long and hold rows of `jobs`. If the queue waited for such a row
 * while it holds others, a deadlock could roll back the caller's work. So the queue skips locked rows and comes back; and it
 * locks in the order of an INSERT: the index entry of the key, then the row.
 */

/** Locks rows by their ids. @returns the ids of those that nobody else has locked */
export async function lockRows(session: Session, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const sql = `SELECT id FROM jobs WHERE id IN (${marks(ids.length)}) ${session.skipLocked}`;
  return (await session.all(identified, sql, ids)).map(({ id }) => id);
}

/** Locks the index entries of waiting jobs' keys. @returns the jobs without a key, and those whose entry nobody else has locked */
export async function lockKeys(session: Session, jobs: readonly JobRow[]): Promise<JobRow[]> {
  const keys = jobs.flatMap(({ name, key }) => (key === null ? [] : [pendingKeyOf(name, key)]));
  if (keys.length === 0) return [...jobs];
  const rows = await session.all(
    identified,
    `SELECT id FROM jobs ${session.byPendingKey} WHERE pending_key IN (${marks(keys.length)}) ${session.skipLocked}`,
    keys,
  );
  const ids = new Set(rows.map(({ id }) => id));
  return jobs.filter(({ key, rowId }) => key === null || ids.has(rowId));
}

interface AvailableSlots {
  /** How many more jobs of the name may start now, in all processes together. */
  count: number;
  /** When the limiter lets more start, where it holds them back; milliseconds since 1970. */
  moreAt: number | null;
  /** The limiter's current window: its beginning, and the starts within it. */
  window: { since: number; starts: number };
}

const windowRow = z
  .object({ window_since: z.coerce.number().nullable(), window_starts: z.coerce.number().nullable() })
  .transform((row) => ({ since: row.window_since ?? 0, starts: row.window_starts ?? 0 }));

/** Where the name has limits, this locks its queue's row, which serialises the claims of the name. */
async function availableSlots(
  session: Session,
  { name, concurrency, limiter }: Limits,
  now: number,
): Promise<AvailableSlots> {
  const window = { since: now, starts: 0 };
  if (concurrency === null && limiter === null) return { count: Infinity, moreAt: null, window };
  const [stored] = await session.all(
    windowRow,
    `SELECT window_since, window_starts FROM job_queues WHERE name = ? ${session.forUpdate}`,
    [name],
  );
  // A window that begins in the future was opened by a wrong clock.
  if (stored && limiter && stored.since <= now && now < stored.since + limiter.duration)
    Object.assign(window, stored);
  const startable = limiter ? limiter.max - window.starts : Infinity;
  const free = concurrency === null ? Infinity : concurrency - (await countRunning(session, name));
  const moreAt = limiter && startable <= 0 ? window.since + limiter.duration : null;
  return { count: Math.min(startable, free), moreAt, window };
}

async function countRunning(session: Session, name: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM jobs WHERE state = 'running' AND name = ?`;
  const [row] = await session.all(counted, sql, [name]);
  return row?.count ?? 0;
}

/** Counts starts in the limiter's window; the first start opens it. */
async function countStarts(
  session: Session,
  { name, limiter }: Limits,
  { window }: AvailableSlots,
  started: number,
): Promise<void> {
  if (limiter === null || started === 0) return;
  await session.run('UPDATE job_queues SET window_since = ?, window_starts = ? WHERE name = ?', [
    window.since,
    window.starts + started,
    name,
  ]);
}

/** Not paused, and no job of the same key running. */
const mayStart = `
  NOT EXISTS (SELECT 1 FROM job_queues WHERE job_queues.name = jobs.name AND job_queues.paused_at IS NOT NULL)
  AND (jobs.\`key\` IS NULL OR NOT EXISTS (SELECT 1 FROM jobs AS others
    WHERE others.name = jobs.name AND others.\`key\` = jobs.\`key\` AND others.state = 'running'))`;

/** The rows whose keys nobody has locked, nor a job that has started since they were found. */
async function withFreeKeys(session: Session, name: string, found: readonly JobRow[]): Promise<JobRow[]> {
  const locked = await lockKeys(session, found);
  const keys = locked.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return locked;
  const rows = await session.all(
    keyed,
    `SELECT \`key\` FROM jobs WHERE name = ? AND state = 'running' AND \`key\` IN (${marks(keys.length)})`,
    [name, ...keys],
  );
  const running = new Set(rows.map(({ key }) => key));
  return locked.filter(({ key }) => key === null || !running.has(key));
}

async function leaseRows(session: Session, rows: readonly JobRow[], lease: Lease): Promise<JobRow[]> {
  if (rows.length === 0) return [];
  await session.run(
    `UPDATE jobs SET state = 'running', pending_key = NULL, attempt = attempt + 1, started_at = ?, lease_token = ?,
       lease_until = ?, worker = ?, progress_done = NULL, progress_total = NULL, progress_message = NULL
     WHERE id IN (${marks(rows.length)})`,
    [lease.now, lease.token, lease.until, lease.worker, ...rows.map(({ rowId }) => rowId)],
  );
  return rows.map((row) => ({
    ...row,
    state: 'running',
    attempt: row.attempt + 1,
    startedAt: lease.now,
    leaseToken: lease.token,
    leaseUntil: lease.until,
    worker: lease.worker,
    progress: { done: null, total: null, message: null },
  }));
}

/**
 * Claims the next jobs of a name: the lowest priority first, then in order of arrival. `moreAt`: when the limiter lets more
 * start, if it holds them back; milliseconds since 1970
 */
export async function claimNext(
  session: Session,
  limits: Limits,
  most: number,
  lease: Lease,
): Promise<{ rows: JobRow[]; moreAt: number | null }> {
  const slots = await availableSlots(session, limits, lease.now);
  const limit = Math.min(most, slots.count);
  if (limit <= 0) return { rows: [], moreAt: slots.moreAt };
  const found = await session.all(
    jobRow,
    `SELECT * FROM jobs WHERE state = 'pending' AND name = ? AND ${mayStart}
     ORDER BY priority, id LIMIT ${Math.trunc(limit)} ${session.skipLocked}`,
    [limits.name],
  );
  const rows = await leaseRows(session, await withFreeKeys(session, limits.name, found), lease);
  await countStarts(session, limits, slots, rows.length);
  return { rows, moreAt: slots.moreAt };
}

/** Claims one job that BullMQ handed out, whose limiter is BullMQ's. @returns null when it may not start now, or not any more */
export async function claimOne(
  session: Session,
  id: string,
  limits: Omit<Limits, 'limiter'>,
  lease: Lease,
): Promise<JobRow | null> {
  const slots = await availableSlots(session, { ...limits, limiter: null }, lease.now);
  if (slots.count <= 0) return null;
  const found = await session.all(
    jobRow,
    `SELECT * FROM jobs WHERE document_id = ? AND (state = 'pending' OR (state = 'delayed' AND run_at <= ?))
     AND ${mayStart} ${session.skipLocked}`,
    [id, lease.now],
  );
  const rows = await leaseRows(session, await withFreeKeys(session, limits.name, found), lease);
  return rows[0] ?? null;
}
