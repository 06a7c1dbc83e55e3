import { jobRow, type JobRow } from '../../domain/row';
import type { JobDefinition } from '../../definition';
import { marks, type Binding, type Dialect, type Session } from './session';

export interface Lease {
  token: string;
  /** Milliseconds since 1970, when it ends unless it is renewed. */
  until: number;
  now: number;
  worker: string;
}

export type Limits = Pick<JobDefinition, 'name' | 'concurrency' | 'limiter'>;

/** Not paused, and no job of the same key at work. */
const mayStart = `
  NOT EXISTS (SELECT 1 FROM job_queues WHERE job_queues.name = jobs.name AND job_queues.paused_at IS NOT NULL)
  AND (jobs.\`key\` IS NULL OR NOT EXISTS (SELECT 1 FROM jobs AS others
    WHERE others.name = jobs.name AND others.\`key\` = jobs.\`key\` AND others.state = 'running'))`;

async function count(session: Session, sql: string, bindings: readonly Binding[]): Promise<number> {
  const [row] = await session.all(sql, bindings);
  return Number((row as { count: unknown } | undefined)?.count ?? 0);
}

/** How many more of a name may start now, in all processes together. */
async function room(session: Session, dialect: Dialect, limits: Limits, now: number): Promise<number> {
  const { name, concurrency, limiter } = limits;
  if (concurrency === null && limiter === null) return Infinity;
  await session.all(`SELECT id FROM job_queues WHERE name = ? ${dialect.locking}`, [name]);
  const running =
    concurrency === null
      ? 0
      : await count(session, `SELECT COUNT(*) AS count FROM jobs WHERE state = 'running' AND name = ?`, [
          name,
        ]);
  const started =
    limiter === null
      ? 0
      : await count(session, `SELECT COUNT(*) AS count FROM jobs WHERE name = ? AND started_at > ?`, [
          name,
          now - limiter.duration,
        ]);
  return Math.min((concurrency ?? Infinity) - running, (limiter?.max ?? Infinity) - started);
}

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
  }));
}

/** Claims the next jobs of a name: in order of priority, lowest first, then of arrival. */
export async function claimNext(
  session: Session,
  dialect: Dialect,
  limits: Limits,
  most: number,
  terms: Lease,
): Promise<JobRow[]> {
  const limit = Math.min(most, await room(session, dialect, limits, terms.now));
  if (limit <= 0) return [];
  const found = await session.all(
    `SELECT * FROM jobs WHERE state = 'pending' AND name = ? AND ${mayStart}
     ORDER BY priority, id LIMIT ${Math.trunc(limit)} ${dialect.claiming}`,
    [limits.name],
  );
  return lease(
    session,
    found.map((row) => jobRow.parse(row)),
    terms,
  );
}

/** Claims one job, as another engine hands it out. @returns null when it is not to be started now, or no more */
export async function claimOne(
  session: Session,
  dialect: Dialect,
  id: string,
  limits: Limits,
  terms: Lease,
): Promise<JobRow | null> {
  if ((await room(session, dialect, { ...limits, limiter: null }, terms.now)) <= 0) return null;
  const found = await session.all(
    `SELECT * FROM jobs WHERE document_id = ? AND (state = 'pending' OR (state = 'delayed' AND run_at <= ?))
     AND ${mayStart} ${dialect.claiming}`,
    [id, terms.now],
  );
  const [claimed] = await lease(
    session,
    found.map((row) => jobRow.parse(row)),
    terms,
  );
  return claimed ?? null;
}
