import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { likePattern } from '../../../../database/sql';
import { entryTitles } from '../../../../shared/server/entry-titles';
import type { JobSummary, ListedJob } from '../../contract/job';
import type { JobList, ListQuery } from '../../contract/requests';
import type { JobRegistry } from '../definition';
import { listedColumns, listedRow } from '../domain/job';
import { entryOf, toJobSummary, toListedJob } from '../domain/views';

const total = z.tuple([z.object({ count: z.coerce.number() })]);
const found = z.array(z.object({ document_id: z.string() }));
const countRows = z.array(z.object({ name: z.string(), count: z.coerce.number() }));

/** Newest first. */
export async function summariesOf(query: Knex.QueryBuilder): Promise<JobSummary[]> {
  const rows: unknown = await query.select(Object.keys(listedColumns.shape)).orderBy('id', 'desc');
  return z.array(listedRow).parse(rows).map(toJobSummary);
}

/** Jobs as staff list them. */
export function createLists(strapi: Core.Strapi, registry: JobRegistry) {
  const knex = strapi.db.connection;

  /** Jobs `j` after which another of the same name and key is done. */
  const followed = () =>
    knex('jobs as j')
      .whereNotNull('j.key')
      .whereExists((newer) => {
        void newer
          .select('n.id')
          .from('jobs as n')
          .where('n.name', knex.ref('j.name'))
          .where('n.key', knex.ref('j.key'))
          .where('n.state', 'done')
          .where('n.id', '>', knex.ref('j.id'));
      });

  function matching({ name, state, search }: ListQuery) {
    const query = knex('jobs');
    if (name) query.where({ name });
    if (state) query.where({ state });
    if (search)
      query.whereRaw(`(document_id = ? OR ?? LIKE ? ESCAPE '!')`, [search, 'key', likePattern(search)]);
    return query;
  }

  /**
   * Reads what jobs are about, and whether their failures are resolved: a query for that, and one for each type of entries.
   * @returns how to list each of them
   */
  async function listingOf(jobs: readonly JobSummary[]): Promise<(job: JobSummary) => ListedJob> {
    const typeOf = ({ name }: JobSummary) => registry.jobs.get(name)?.entryType ?? null;
    const entries = jobs.flatMap((job) => entryOf(job, typeOf(job)) ?? []);
    const titles = await entryTitles(strapi, entries);
    const failed = jobs.filter(({ state }) => state === 'failed').map(({ id }) => id);
    const rows: unknown =
      failed.length === 0 ? [] : await followed().whereIn('j.document_id', failed).select('j.document_id');
    const resolvedIds = new Set(found.parse(rows).map((row) => row.document_id));
    return (job) => toListedJob(job, { entryType: typeOf(job), titles, resolvedIds });
  }

  return {
    listingOf,

    /** A page of the jobs that match, newest first. */
    async list(query: ListQuery): Promise<JobList> {
      const { page, pageSize } = query;
      const [{ count }] = total.parse(await matching(query).count({ count: '*' }));
      const offset = (page - 1) * pageSize;
      const jobs = await summariesOf(matching(query).limit(pageSize).offset(offset));
      return {
        jobs: jobs.map(await listingOf(jobs)),
        pagination: { page, pageSize, pageCount: Math.ceil(count / pageSize), total: count },
      };
    },

    /** How many failures are resolved, by the name of the jobs. One query. */
    async resolvedCounts(names?: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const query = followed()
        .where('j.state', 'failed')
        .select('j.name')
        .count({ count: '*' })
        .groupBy('j.name');
      if (names) query.whereIn('j.name', [...names]);
      return new Map(countRows.parse(await query).map(({ name, count }) => [name, count]));
    },
  };
}
