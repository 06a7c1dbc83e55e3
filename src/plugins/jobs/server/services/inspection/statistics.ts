import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import type { Statistics } from '../../../contract/overview';
import { hourBefore, lastHour } from '../../domain/last-hour';

const minuteRow = z.object({
  minute: z.coerce.number(),
  done: z.coerce.number(),
  failed: z.coerce.number(),
  p50: z.coerce.number(),
  p95: z.coerce.number(),
});

/** A job is due when it was committed or at its time, whichever is later. */
const latency = 'started_at - CASE WHEN run_at > enqueued_at THEN run_at ELSE enqueued_at END';
const minute = 'finished_at - finished_at % 60000';

export function createStatistics(strapi: Core.Strapi, config: Pick<JobsConfig, 'now'>) {
  const knex = strapi.db.connection;

  return {
    /**
     * The last hour by the minute in which jobs ended: how many, and how long they had waited since they were due (the latency
     * that the half of them, and that 95 of 100, stayed within). One query, and sixty rows at the most.
     *
     * @param name of these jobs; of all when it is absent
     */
    async statistics(name?: string): Promise<Statistics> {
      const now = config.now();
      const ended = knex('jobs')
        .select('state', knex.raw(`${minute} AS minute`), knex.raw(`${latency} AS latency`))
        .whereIn('state', ['done', 'failed'])
        .where('finished_at', '>=', hourBefore(now))
        .whereNotNull('started_at');
      if (name) ended.where({ name });
      const placed = knex
        .select(
          'state',
          'minute',
          'latency',
          knex.raw('ROW_NUMBER() OVER (PARTITION BY minute ORDER BY latency) AS place'),
          knex.raw('COUNT(*) OVER (PARTITION BY minute) AS among'),
        )
        .from(ended.as('ended'));
      const rows: unknown = await knex
        .select(
          'minute',
          knex.raw(`SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS done`),
          knex.raw(`SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed`),
          knex.raw('MIN(CASE WHEN place * 100 >= among * 50 THEN latency END) AS p50'),
          knex.raw('MIN(CASE WHEN place * 100 >= among * 95 THEN latency END) AS p95'),
        )
        .from(placed.as('placed'))
        .groupBy('minute');
      return { minutes: lastHour(z.array(minuteRow).parse(rows), now) };
    },
  };
}
