import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import { state, type JobDetail, type JobSummary, type Pause, type State } from '../../contract/job';
import type { JobList, ListQuery, Overview, Statistics } from '../../contract/requests';
import type { JobsConfig } from '../config';
import type { JobRegistry } from '../definition';
import { hourBefore, lastHour, toJobDetail, toJobSummary, toPause, type StoredPause } from '../domain/views';
import { createLists, summariesOf } from './lists';
import type { JobStore } from './store';

export interface Counts {
  waiting: number;
  running: number;
  /** Without those that a newer job of the same key has made up for. */
  failed: number;
  /** When the next delayed job is due; milliseconds since 1970. */
  nextRunAt: number | null;
  paused: StoredPause | null;
}

const identified = z.array(z.object({ id: z.coerce.number() }));
const stateRows = z.array(
  z.object({ state, count: z.coerce.number(), run_at: z.coerce.number().nullable() }),
);
const nameRows = z.array(z.object({ name: z.string(), state, count: z.coerce.number() }));
const minuteRows = z.array(
  z.object({
    minute: z.coerce.number(),
    done: z.coerce.number(),
    failed: z.coerce.number(),
    p50: z.coerce.number(),
    p95: z.coerce.number(),
  }),
);

/** A job is due when it was committed or at its time, whichever is later. */
const latency = 'started_at - CASE WHEN run_at > enqueued_at THEN run_at ELSE enqueued_at END';
const minute = 'finished_at - finished_at % 60000';

const noCounts = { delayed: 0, pending: 0, running: 0, done: 0, failed: 0, cancelled: 0 };

/** What staff and other plugins may ask about jobs. */
export function createInspection(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  { find, pauses: readPauses }: Pick<JobStore, 'find' | 'pauses'>,
) {
  const knex = strapi.db.connection;
  const table = () => knex('jobs');
  const lists = createLists(strapi, registry);

  async function pauseOf(names: readonly string[]): Promise<StoredPause | null> {
    const pauses = await readPauses();
    return names.map((name) => pauses.get(name)).find((pause) => pause !== undefined) ?? null;
  }

  return {
    find,
    list: (query: ListQuery): Promise<JobList> => lists.list(query),

    /** The newest job of each name, key and state, of those named, newest first. Two queries. */
    async newestOfKeys(names: readonly string[], keys: readonly string[]): Promise<JobSummary[]> {
      const newest: unknown = await table()
        .max({ id: 'id' })
        .whereIn('name', [...names])
        .whereIn('key', [...keys])
        .groupBy('name', 'key', 'state');
      const ids = identified.parse(newest).map(({ id }) => id);
      return summariesOf(table().whereIn('id', ids));
    },

    /** The keys of jobs of these names that failed and that no newer one of the same key follows, newest first. One query. */
    async failedKeys(names: readonly string[], limit: number): Promise<string[]> {
      const rows: unknown = await knex('jobs as j')
        .select('j.key')
        .max({ id: 'j.id' })
        .where('j.state', 'failed')
        .whereIn('j.name', [...names])
        .whereNotNull('j.key')
        .whereNotExists((newer) => {
          void newer
            .select('n.id')
            .from('jobs as n')
            .where('n.name', knex.ref('j.name'))
            .where('n.key', knex.ref('j.key'))
            .where('n.id', '>', knex.ref('j.id'));
        })
        .groupBy('j.key')
        .orderBy('id', 'desc')
        .limit(limit);
      return z
        .array(z.object({ key: z.string() }))
        .parse(rows)
        .map(({ key }) => key);
    },

    /** @throws NotFoundError when there is no such job (any more) */
    async detail(id: string): Promise<JobDetail> {
      const row = await find(id);
      if (!row) throw jobNotFound(id);
      const attempts = registry.jobs.get(row.name)?.attempts ?? null;
      const pause = await pauseOf([row.name]);
      const summary = toJobSummary(row);
      const toListed = await lists.listingOf([summary]);
      return toJobDetail(row, { listed: toListed(summary), attempts, pause });
    },

    /** The names whose jobs wait for somebody, and why. One query. */
    async pausedNames(): Promise<{ name: string; pause: Pause }[]> {
      const pauses = await readPauses();
      return [...pauses].map(([name, pause]) => ({ name, pause: toPause(pause) }));
    },

    /** The counts of all jobs of some names together. */
    async counts(names: readonly string[]): Promise<Counts> {
      const rows: unknown = await table()
        .select('state')
        .count({ count: '*' })
        .min({ run_at: 'run_at' })
        .whereIn('name', [...names])
        .whereIn('state', ['delayed', 'pending', 'running', 'failed'])
        .groupBy('state');
      const byState = new Map(stateRows.parse(rows).map((row) => [row.state, row]));
      const count = (of: State): number => byState.get(of)?.count ?? 0;
      const resolved = count('failed') === 0 ? new Map<string, number>() : await lists.resolvedCounts(names);
      return {
        waiting: count('pending') + count('delayed'),
        running: count('running'),
        failed: count('failed') - [...resolved.values()].reduce((all, each) => all + each, 0),
        nextRunAt: byState.get('delayed')?.run_at ?? null,
        paused: await pauseOf(names),
      };
    },

    /** The counts of every name that is defined, has rows or is paused. */
    async overview(): Promise<Overview> {
      const rows: unknown = await table()
        .select('name', 'state')
        .count({ count: '*' })
        .groupBy('name', 'state');
      const resolved = await lists.resolvedCounts();
      const pauses = await readPauses();
      const byName = groupBy(nameRows.parse(rows), ({ name }) => name);
      const names = new Set([...registry.jobs.keys(), ...pauses.keys(), ...byName.keys()]);
      return {
        names: [...names].sort().map((name) => {
          const pause = pauses.get(name);
          const counts = { ...noCounts };
          for (const { state: each, count } of byName.get(name) ?? []) counts[each] = count;
          return {
            name,
            counts,
            resolved: resolved.get(name) ?? 0,
            pause: pause ? toPause(pause) : null,
            isKnown: registry.jobs.has(name),
          };
        }),
      };
    },

    /**
     * The last hour by the minute in which jobs ended: how many, and the median and 95th percentile of their latency. One query,
     * and at most sixty rows. @param name of these jobs; of all when it is absent
     */
    async statistics(name?: string): Promise<Statistics> {
      const now = config.now();
      const ended = knex('jobs')
        .select('state', knex.raw(`${minute} AS minute`), knex.raw(`${latency} AS latency`))
        .whereIn('state', ['done', 'failed'])
        .where('finished_at', '>=', hourBefore(now))
        .whereNotNull('started_at');
      if (name) ended.where({ name });
      const ranked = knex
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
        .from(ranked.as('ranked'))
        .groupBy('minute');
      return { minutes: lastHour(minuteRows.parse(rows), now) };
    },

    /** @throws NotFoundError when the name is not defined and has no rows */
    async requireName(name: string): Promise<void> {
      if (registry.jobs.has(name)) return;
      const row: unknown = await table().select('id').where({ name }).first();
      if (row === undefined) throw new errors.NotFoundError(`There are no jobs named "${name}".`);
    },
  };
}

export const jobNotFound = (id: string) =>
  new errors.NotFoundError(`There is no job ${id}. Ended jobs are deleted after a while.`);
