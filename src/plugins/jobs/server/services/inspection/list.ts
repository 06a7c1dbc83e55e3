import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobStory, JobSummary } from '../../../contract/job';
import type { JobList, ListQuery } from '../../../contract/requests';
import { jobRow, listedColumns, listedRow, type JobRow } from '../../domain/row';
import { storyOf, summaryOf } from '../../domain/story';
import type { JobRegistry } from '../registry';
import type { Pauses } from './pauses';

const identified = z.array(z.object({ id: z.coerce.number() }));
const counted = z.tuple([z.object({ count: z.coerce.number() })]);

/** A text as LIKE takes it literally, with `!` before what would mean something. */
const literal = (text: string): string => text.replace(/[!%_]/g, '!$&');

export function createList(strapi: Core.Strapi, registry: JobRegistry, pauses: Pauses) {
  const table = () => strapi.db.connection('jobs');

  function matching({ name, state, search }: ListQuery) {
    const query = table();
    if (name) query.where({ name });
    if (state) query.where({ state });
    if (search)
      query.whereRaw(`(document_id = ? OR ?? LIKE ? ESCAPE '!')`, [search, 'key', `%${literal(search)}%`]);
    return query;
  }

  /** @returns null when there is no such job (any more) */
  async function find(id: string): Promise<JobRow | null> {
    const row: unknown = await table().where({ document_id: id }).first();
    return row === undefined ? null : jobRow.parse(row);
  }

  return {
    find,

    /** A page of the jobs that match, newest first; two queries, however many there are. */
    async list(query: ListQuery): Promise<JobList> {
      const { page, pageSize } = query;
      const [{ count: total }] = counted.parse(await matching(query).count({ count: '*' }));
      const rows: unknown = await matching(query)
        .select(Object.keys(listedColumns.shape))
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize);
      return {
        jobs: z.array(listedRow).parse(rows).map(summaryOf),
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      };
    },

    /** Of the jobs that have one of these names and this key the newest in each state, newest first. Two queries. */
    async newestOfKey(names: readonly string[], key: string): Promise<JobSummary[]> {
      const newest: unknown = await table()
        .max({ id: 'id' })
        .whereIn('name', [...names])
        .where({ key })
        .groupBy('name', 'state');
      const ids = identified.parse(newest).map(({ id }) => id);
      const rows: unknown = await table()
        .select(Object.keys(listedColumns.shape))
        .whereIn('id', ids)
        .orderBy('id', 'desc');
      return z.array(listedRow).parse(rows).map(summaryOf);
    },

    /** @returns null when there is no such job (any more) */
    async story(id: string): Promise<JobStory | null> {
      const row = await find(id);
      if (!row) return null;
      const attempts = registry.jobs.get(row.name)?.attempts ?? null;
      return storyOf(row, { attempts, pause: await pauses.of([row.name]) });
    },
  };
}
