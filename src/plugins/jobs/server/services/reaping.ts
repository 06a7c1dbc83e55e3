import type { JobsConfig } from '../config';
import type { JobRow } from '../domain/row';
import type { JobStore, Settled } from './store';
import type { Leases } from './leases';
import type { Runner } from './runner';

export type Reaping = ReturnType<typeof createReaping>;

/**
 * Finds running jobs that nobody works on any more. A lease has ended when it was seen unchanged for as long as it lasts, by
 * this process's own steady clock: so a wall clock that jumps, or differs from machine to machine, takes no job away from
 * who works on it.
 *
 * @param steady milliseconds that only ever grow
 * @returns a function that looks once, and gives the jobs it finds back to the queue
 */
export function createReaping(
  store: Pick<JobStore, 'running'>,
  config: Pick<JobsConfig, 'leaseMs'>,
  leases: Pick<Leases, 'has'>,
  runner: Pick<Runner, 'settled'>,
  steady: () => number = () => performance.now(),
) {
  const seen = new Map<string, { at: number; row: JobRow }>();

  return async (): Promise<Settled[]> => {
    const rows = await store.running().catch((error: unknown) => {
      // Whoever cannot reach the database cannot renew a lease either.
      seen.clear();
      throw error;
    });
    const running = rows.filter((row) => !leases.has(row));
    const now = steady();
    const ids = new Set(running.map(({ id }) => id));
    for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);

    const ended = running.filter((row) => {
      const before = seen.get(row.id);
      if (before?.row.leaseToken === row.leaseToken && before.row.leaseUntil === row.leaseUntil)
        return now - before.at >= config.leaseMs;
      seen.set(row.id, { at: now, row });
      return false;
    });
    for (const { id } of ended) seen.delete(id);
    // One of those that ran together may have killed their process: apart from it, the others end before its turn, or begin after it.
    const staggerMs = config.leaseMs / 10;
    return ended.map((row, index) =>
      runner.settled(row, { kind: 'lost', spread: Math.round(index * staggerMs) }),
    );
  };
}
