import type { Core } from '@strapi/strapi';
import type { Queue } from 'bullmq';
import { z } from 'zod';
import { groupBy } from '../../../../../shared/server/group-by';
import { messageOf } from '../../../../../shared/server/message-of';
import type { JobsConfig } from '../../config';
import { lockRows } from '../store/claim';
import { identified, marks, type Session, type SqlDialect } from '../store/dialect';

/*
 * The outbox: `jobs` rows that BullMQ does not know yet. `outbox_published_at` is when a row was published, in milliseconds since
 * 1970; 0 for never, and -1 for a row that has changed since. (Strapi itself has a column `published_at` in every table.)
 */

/** Jobs that are published at a time. */
const publishBatch = 1000;
/** Rows a statement when all is to be published again. */
const forgetBatch = 500;
/** Milliseconds. */
const pauseAfterFailure = 1000;

const unpublishedRow = z
  .object({
    id: z.coerce.number(),
    document_id: z.string(),
    name: z.string(),
    priority: z.coerce.number(),
    run_at: z.coerce.number(),
    outbox_published_at: z.coerce.number(),
  })
  .transform((row) => ({
    rowId: row.id,
    id: row.document_id,
    name: row.name,
    priority: row.priority,
    runAt: row.run_at,
    hasChanged: row.outbox_published_at < 0,
  }));
type UnpublishedJob = z.output<typeof unpublishedRow>;

const readUnpublished = (session: Session): Promise<UnpublishedJob[]> =>
  session.all(
    unpublishedRow,
    `SELECT id, document_id, name, priority, run_at, outbox_published_at FROM jobs
     WHERE state IN ('pending', 'delayed') AND outbox_published_at <= 0 ORDER BY id LIMIT ${publishBatch}`,
  );

/** Jobs that have changed since they were read, or are locked, stay unpublished. @param now milliseconds since 1970 */
async function markPublished(session: Session, jobs: readonly UnpublishedJob[], now: number): Promise<void> {
  const rowIds = jobs.map(({ rowId }) => rowId);
  const locked = new Set(await lockRows(session, rowIds));
  const groups = groupBy(
    jobs.filter(({ rowId }) => locked.has(rowId)),
    ({ priority, runAt }) => `${priority} ${runAt}`,
  );
  for (const group of groups.values()) {
    const [{ priority, runAt } = { priority: 0, runAt: 0 }] = group;
    await session.run(
      `UPDATE jobs SET outbox_published_at = ? WHERE priority = ? AND run_at = ? AND id IN (${marks(group.length)})`,
      [now, priority, runAt, ...group.map(({ rowId }) => rowId)],
    );
  }
}

/**
 * Marks the batch of waiting jobs after a row as unpublished. Jobs with a key count as changed: BullMQ may have an earlier
 * version. @returns the last row of the batch, or null when there was none
 */
async function forgetPublished(session: Session, after: number): Promise<number | null> {
  const rows = await session.all(
    identified,
    `SELECT id FROM jobs WHERE id > ? AND state IN ('pending', 'delayed') AND outbox_published_at >= 0
     ORDER BY id LIMIT ${forgetBatch}`,
    [after],
  );
  const ids = rows.map(({ id }) => id);
  const locked = await lockRows(session, ids);
  if (locked.length > 0)
    await session.run(
      `UPDATE jobs SET outbox_published_at = CASE WHEN \`key\` IS NULL THEN 0 ELSE -1 END
       WHERE state IN ('pending', 'delayed') AND id IN (${marks(locked.length)})`,
      locked,
    );
  return ids.at(-1) ?? null;
}

/**
 * Publishes committed jobs to BullMQ. A BullMQ job has the row's id, so that publishing it twice, after a crash for example,
 * changes nothing.
 */
export function createOutbox(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  { transaction }: Pick<SqlDialect, 'transaction'>,
  queueOf: (name: string) => Queue,
) {
  const stopping = new AbortController();
  let isWanted = false;
  let publishing: Promise<void> | null = null;

  async function publish(name: string, jobs: readonly UnpublishedJob[]): Promise<void> {
    const queue = queueOf(name);
    const now = config.now();
    await queue.addBulk(
      jobs.map(({ id, priority, runAt }) => ({
        name,
        data: {},
        opts: {
          jobId: id,
          priority,
          delay: Math.max(0, runAt - now),
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
    for (const { id, runAt, priority } of jobs.filter(({ hasChanged }) => hasChanged)) {
      const bullJob = await queue.getJob(id);
      await bullJob?.changePriority({ priority });
      if (!(await bullJob?.isDelayed())) continue;
      // A delay of 0 would leave it delayed.
      if (runAt > now) await bullJob?.changeDelay(runAt - now);
      else await bullJob?.promote();
    }
  }

  async function publishAll(): Promise<void> {
    for (;;) {
      const jobs = await transaction(readUnpublished);
      for (const [name, each] of groupBy(jobs, (job) => job.name)) await publish(name, each);
      if (jobs.length > 0) await transaction((session) => markPublished(session, jobs, config.now()));
      if (jobs.length < publishBatch) return;
    }
  }

  async function work(): Promise<void> {
    while (isWanted && !stopping.signal.aborted) {
      isWanted = false;
      try {
        await publishAll();
      } catch (error) {
        strapi.log.warn(`jobs: publishing to Redis: ${messageOf(error)}`);
        isWanted = true;
        await new Promise((resolve) => setTimeout(resolve, pauseAfterFailure));
      }
    }
  }

  return {
    /** Publishes what there is; called when jobs may be unpublished. */
    wake(): void {
      isWanted = true;
      publishing ??= work().finally(() => {
        publishing = null;
      });
    },
    /** Marks all waiting jobs as unpublished, in batches. */
    async republishAll(): Promise<void> {
      let after: number | null = 0;
      while (after !== null) {
        const from: number = after;
        after = await transaction((session) => forgetPublished(session, from));
      }
    },
    stop: (): void => stopping.abort(),
  };
}
