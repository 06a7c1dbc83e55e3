import { z } from 'zod';
import { jobRow, type JobRow } from '../../domain/row';
import { countStarts, availableSlots, type Limits } from './limits';
import { lockKeys } from './locks';
import { marks, type Dialect, type Session } from './session';

export interface Lease {
  token: string;
  /** Milliseconds since 1970, when it ends unless it is renewed. */
  until: number;
  now: number;
  worker: string;
}

export interface Claimed {
  rows: JobRow[];
  /** When the limiter lets more of the name start, where it holds them back; milliseconds since 1970. */
  moreAt: number | null;
}

/** Not paused, and no job of the same key at work. */
const mayStart = `
  NOT EXISTS (SELECT 1 FROM job_queues WHERE job_queues.name = jobs.name AND job_queues.paused_at IS NOT NULL)
  AND (jobs.\`key\` IS NULL OR NOT EXISTS (SELECT 1 FROM jobs AS others
    WHERE others.name = jobs.name AND others.\`key\` = jobs.\`key\` AND others.state = 'running'))`;

async function lease(session: Session, rows: readonly JobRow[], terms: Lease): Promise<JobRow[]> {
  if (rows.length === 0) return [];
  await session.run(
    `UPDATE jobs SET state = 'running', pending_key = NULL, attempt = attempt + 1, started_at = ?, lease_token = ?,
       lease_until = ?, worker = ?, progress_done = NULL, progress_total = NULL, progress_message = NULL
     WHERE id IN (${marks(rows.length)})`,
    [terms.now, terms.token, terms.until, terms.worker, ...rows.map(({ rowId }) => rowId)],
  );
  return rows.map((row) => ({
    ...row,
    state: 'running',
    attempt: row.attempt + 1,
    startedAt: terms.now,
    leaseToken: terms.token,
    leaseUntil: terms.until,
    worker: terms.worker,
    progress: { done: null, total: null, message: null },
  }));
}

const keyed = z.object({ key: z.string() });

/** Those of the rows found that nobody else has to do with: whose keys are free, and not at work since they were found. */
async function free(
  session: Session,
  dialect: Dialect,
  name: string,
  found: readonly unknown[],
): Promise<JobRow[]> {
  const rows = await lockKeys(
    session,
    dialect,
    found.map((row) => jobRow.parse(row)),
  );
  const keys = rows.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return rows;
  const running = await session.all(
    `SELECT \`key\` FROM jobs WHERE name = ? AND state = 'running' AND \`key\` IN (${marks(keys.length)})`,
    [name, ...keys],
  );
  const atWork = new Set(running.map((row) => keyed.parse(row).key));
  return rows.filter(({ key }) => key === null || !atWork.has(key));
}

/** Claims the next jobs of a name: in order of priority, lowest first, then of arrival. */
export async function claimNext(
  session: Session,
  dialect: Dialect,
  limits: Limits,
  most: number,
  terms: Lease,
): Promise<Claimed> {
  const room = await availableSlots(session, dialect, limits, terms.now);
  const limit = Math.min(most, room.jobs);
  if (limit <= 0) return { rows: [], moreAt: room.moreAt };
  const found = await session.all(
    `SELECT * FROM jobs WHERE state = 'pending' AND name = ? AND ${mayStart}
     ORDER BY priority, id LIMIT ${Math.trunc(limit)} ${dialect.claiming}`,
    [limits.name],
  );
  const rows = await lease(session, await free(session, dialect, limits.name, found), terms);
  await countStarts(session, limits, room, rows.length);
  return { rows, moreAt: room.moreAt };
}

/** Claims one job, as another engine hands it out. @returns null when it is not to be started now, or no more */
export async function claimOne(
  session: Session,
  dialect: Dialect,
  id: string,
  limits: Limits,
  terms: Lease,
): Promise<JobRow | null> {
  const room = await availableSlots(session, dialect, { ...limits, limiter: null }, terms.now);
  if (room.jobs <= 0) return null;
  const found = await session.all(
    `SELECT * FROM jobs WHERE document_id = ? AND (state = 'pending' OR (state = 'delayed' AND run_at <= ?))
     AND ${mayStart} ${dialect.claiming}`,
    [id, terms.now],
  );
  const [claimed] = await lease(session, await free(session, dialect, limits.name, found), terms);
  return claimed ?? null;
}
