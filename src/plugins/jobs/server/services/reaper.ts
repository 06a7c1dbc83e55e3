import type { JobsConfig } from '../config';
import type { JobRow } from '../domain/job';
import type { Runner } from './runner';
import type { CompletedJob, JobStore } from './store';

export type Reaper = ReturnType<typeof createReaper>;

/**
 * Finds running jobs whose process has died. A lease has expired when it was seen unchanged for as long as it lasts, by this
 * process's own steady clock: a wall clock that jumps, or differs between machines, must not take a job from its worker.
 *
 * @param steady milliseconds that only increase
 * @returns a function that looks once, and returns the jobs to give back to the queue
 */
export function createReaper(
  store: Pick<JobStore, 'running'>,
  config: Pick<JobsConfig, 'leaseMs'>,
  runner: Pick<Runner, 'has' | 'complete'>,
  steady: () => number = () => performance.now(),
) {
  const seen = new Map<string, { at: number; row: JobRow }>();

  return async (): Promise<CompletedJob[]> => {
    const rows = await store.running().catch((error: unknown) => {
      // Their processes may not have reached the database either, and could not renew.
      seen.clear();
      throw error;
    });
    const running = rows.filter((row) => !runner.has(row));
    const now = steady();
    const ids = new Set(running.map(({ id }) => id));
    for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);

    const expired = running.filter((row) => {
      const before = seen.get(row.id);
      if (before?.row.leaseToken === row.leaseToken && before.row.leaseUntil === row.leaseUntil)
        return now - before.at >= config.leaseMs;
      seen.set(row.id, { at: now, row });
      return false;
    });
    for (const { id } of expired) seen.delete(id);
    // One of the jobs may have killed the process they ran in: retry them one after the other, so that it spares the rest.
    const staggerMs = config.leaseMs / 10;
    return expired.map((row, index) =>
      runner.complete(row, { kind: 'lost', staggerMs: Math.round(index * staggerMs) }),
    );
  };
}
