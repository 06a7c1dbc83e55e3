import { z } from 'zod';
import { lockRows } from './locks';
import { marks, type Dialect, type Session } from './session';

/** Rows a statement. */
const batch = 500;
/** When all that is due is held by others, it is not looked at again and again until it is free. Milliseconds. */
const lookAgainAfter = 100;

const identified = z.object({ id: z.coerce.number() });
const earliest = z.object({ run_at: z.coerce.number().nullable() });

/**
 * Makes a batch of jobs whose time has come claimable.
 *
 * @param now milliseconds since 1970
 * @returns when the next is due, or null when none waits for its time
 */
export async function promote(session: Session, dialect: Dialect, now: number): Promise<number | null> {
  const rows = await session.all(
    `SELECT id FROM jobs WHERE state = 'delayed' AND run_at <= ? ORDER BY run_at LIMIT ${batch}`,
    [now],
  );
  const due = rows.map((row) => identified.parse(row).id);
  const ids = await lockRows(session, dialect, due);
  if (due.length > 0 && ids.length === 0) return now + lookAgainAfter;
  if (ids.length > 0)
    await session.run(
      `UPDATE jobs SET state = 'pending' WHERE state = 'delayed' AND run_at <= ? AND id IN (${marks(ids.length)})`,
      [now, ...ids],
    );
  const [row] = await session.all(`SELECT MIN(run_at) AS run_at FROM jobs WHERE state = 'delayed'`, []);
  return earliest.parse(row).run_at;
}
