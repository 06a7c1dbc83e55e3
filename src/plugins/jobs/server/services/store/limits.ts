import { z } from 'zod';
import type { JobDefinition } from '../../definition';
import type { Dialect, Session } from './session';

export type Limits = Pick<JobDefinition, 'name' | 'concurrency' | 'limiter'>;

export interface AvailableSlots {
  /** How many more of a name may start now, in all processes together. */
  jobs: number;
  /** When more may, where the limiter holds them back; milliseconds since 1970. */
  moreAt: number | null;
  /** The limiter's, as it stands now: since when, and how many have started in it. */
  window: { since: number; starts: number };
}

const windowRow = z
  .object({ window_since: z.coerce.number().nullable(), window_starts: z.coerce.number().nullable() })
  .transform((row) => ({ since: row.window_since ?? 0, starts: row.window_starts ?? 0 }));
const counted = z.object({ count: z.coerce.number() });

/** Locks the row of the queue, where there are limits: claims of the name wait for each other there. */
export async function availableSlots(
  session: Session,
  dialect: Dialect,
  { name, concurrency, limiter }: Limits,
  now: number,
): Promise<AvailableSlots> {
  const window = { since: now, starts: 0 };
  if (concurrency === null && limiter === null) return { jobs: Infinity, moreAt: null, window };
  const [queue] = await session.all(
    `SELECT window_since, window_starts FROM job_queues WHERE name = ? ${dialect.locking}`,
    [name],
  );
  const known = windowRow.safeParse(queue).data;
  // A window that began in the future was opened by a clock that was wrong.
  if (known && limiter && known.since <= now && now < known.since + limiter.duration)
    Object.assign(window, known);
  const startable = limiter ? limiter.max - window.starts : Infinity;
  const free = concurrency === null ? Infinity : concurrency - (await running(session, name));
  const moreAt = limiter && startable <= 0 ? window.since + limiter.duration : null;
  return { jobs: Math.min(startable, free), moreAt, window };
}

async function running(session: Session, name: string): Promise<number> {
  const [row] = await session.all(`SELECT COUNT(*) AS count FROM jobs WHERE state = 'running' AND name = ?`, [
    name,
  ]);
  return counted.parse(row).count;
}

/** Counts what has started against the limiter's window; the first of them opens it. */
export async function countStarts(
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
