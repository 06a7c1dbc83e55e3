import type { Core } from '@strapi/strapi';
import type { State } from '../../src/plugins/jobs/contract/job';

export interface PastJob {
  state: State;
  key?: string;
  /** When it ended. */
  minutesAgo?: number;
  /** Milliseconds until it began. */
  waited?: number;
}

/** Rows of jobs as the past has left them, without any work; their ids are `past-0` and so on. */
export async function insertPastJobs(
  strapi: Core.Strapi,
  name: string,
  rows: readonly PastJob[],
): Promise<void> {
  const now = Date.now();
  await strapi.db.connection.batchInsert(
    'jobs',
    rows.map(({ state, key = null, minutesAgo = 1, waited = 0 }, index) => {
      const ended = now - minutesAgo * 60_000;
      return {
        document_id: `past-${index}`,
        name,
        key,
        payload: JSON.stringify({ n: 0 }),
        state,
        priority: 0,
        run_at: 0,
        enqueued_at: ended - waited,
        started_at: ended,
        finished_at: ended,
        attempt: 1,
      };
    }),
    100,
  );
}
