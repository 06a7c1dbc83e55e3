import { z } from 'zod';
import { lockRows } from './locks';
import { marks, type Dialect, type Session } from './session';

/** Rows a statement. */
const batch = 500;

const identified = z.object({ id: z.coerce.number() });

/** A waiting job that the other engine does not know yet, or not as it stands now. */
export interface Unrelayed {
  rowId: number;
  id: string;
  name: string;
  priority: number;
  /** Milliseconds since 1970; 0 for at once. */
  runAt: number;
  /** It was relayed before, and has changed since. */
  hasChanged: boolean;
}

const unrelayedRow = z
  .object({
    id: z.coerce.number(),
    document_id: z.string(),
    name: z.string(),
    priority: z.coerce.number(),
    run_at: z.coerce.number(),
    relayed_at: z.coerce.number(),
  })
  .transform((row) => ({
    rowId: row.id,
    id: row.document_id,
    name: row.name,
    priority: row.priority,
    runAt: row.run_at,
    hasChanged: row.relayed_at < 0,
  }));

export async function unrelayed(session: Session, most: number): Promise<Unrelayed[]> {
  const rows = await session.all(
    `SELECT id, document_id, name, priority, run_at, relayed_at FROM jobs
     WHERE state IN ('pending', 'delayed') AND relayed_at <= 0 ORDER BY id LIMIT ${Math.trunc(most)}`,
    [],
  );
  return rows.map((row) => unrelayedRow.parse(row));
}

/** Those that have changed since they were read, or are being changed, are relayed anew. @param now milliseconds since 1970 */
export async function markRelayed(
  session: Session,
  dialect: Dialect,
  jobs: readonly Unrelayed[],
  now: number,
): Promise<void> {
  const free = new Set(
    await lockRows(
      session,
      dialect,
      jobs.map(({ rowId }) => rowId),
    ),
  );
  const alike = new Map<string, Unrelayed[]>();
  for (const job of jobs.filter(({ rowId }) => free.has(rowId))) {
    const kind = `${job.priority} ${job.runAt}`;
    const group = alike.get(kind) ?? [];
    group.push(job);
    alike.set(kind, group);
  }
  for (const group of alike.values()) {
    const [{ priority, runAt } = { priority: 0, runAt: 0 }] = group;
    await session.run(
      `UPDATE jobs SET relayed_at = ? WHERE priority = ? AND run_at = ? AND id IN (${marks(group.length)})`,
      [now, priority, runAt, ...group.map(({ rowId }) => rowId)],
    );
  }
}

/**
 * A batch of what waits is to be relayed anew: the other engine may have lost it. What has a key may be there as it once was.
 *
 * @param after the row after which the batch begins
 * @returns the last row of the batch, or null when there was none
 */
export async function forgetRelayed(
  session: Session,
  dialect: Dialect,
  after: number,
): Promise<number | null> {
  const rows = await session.all(
    `SELECT id FROM jobs WHERE id > ? AND state IN ('pending', 'delayed') AND relayed_at >= 0 ORDER BY id LIMIT ${batch}`,
    [after],
  );
  const ids = rows.map((row) => identified.parse(row).id);
  const free = await lockRows(session, dialect, ids);
  if (free.length > 0)
    await session.run(
      `UPDATE jobs SET relayed_at = CASE WHEN \`key\` IS NULL THEN 0 ELSE -1 END
       WHERE state IN ('pending', 'delayed') AND id IN (${marks(free.length)})`,
      free,
    );
  return ids.at(-1) ?? null;
}
