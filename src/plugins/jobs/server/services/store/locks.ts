import { z } from 'zod';
import { pendingKeyOf, type JobRow } from '../../domain/row';
import { marks, type Binding, type Dialect, type Session } from './session';

/**
 * Whoever saves an event enqueues a job in that same transaction, which may be long and hold rows of `jobs`: waiting for one of
 * them while holding another would make a deadlock, and MySQL may break it at the cost of what somebody was saving. So the queue
 * never waits for a row: it passes over those that are locked, and comes back. The order, too, is that of a caller's INSERT: the
 * key's entry in its index, then the row.
 */

const identified = z.object({ id: z.coerce.number() });

/** Locks the rows that nobody else has. @returns which of them */
async function locked(
  session: Session,
  dialect: Dialect,
  where: string,
  bindings: readonly Binding[],
): Promise<number[]> {
  const rows = await session.all(`SELECT id FROM jobs ${where} ${dialect.claiming}`, bindings);
  return rows.map((row) => identified.parse(row).id);
}

/** Locks rows by their ids, as far as nobody else has them. */
export async function lockRows(
  session: Session,
  dialect: Dialect,
  ids: readonly number[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  return locked(session, dialect, `WHERE id IN (${marks(ids.length)})`, ids);
}

/** Locks the entries of waiting jobs' keys. @returns those of them that have no key, or whose entry nobody else has */
export async function lockKeys(
  session: Session,
  dialect: Dialect,
  rows: readonly JobRow[],
): Promise<JobRow[]> {
  const keys = rows.flatMap(({ name, key }) => (key === null ? [] : [pendingKeyOf(name, key)]));
  if (keys.length === 0) return [...rows];
  const where = `${dialect.byPendingKey} WHERE pending_key IN (${marks(keys.length)})`;
  const ids = new Set(await locked(session, dialect, where, keys));
  return rows.filter(({ key, rowId }) => key === null || ids.has(rowId));
}
