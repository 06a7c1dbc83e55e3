import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../config';
import { jobRow, type JobRow } from '../domain/row';
import type { JobRegistry } from './registry';
import type { JobStore, Pause } from './store';

export interface Counts {
  waiting: number;
  running: number;
  failed: number;
  /** When the first of those that wait for a later time is due; milliseconds since 1970. */
  nextRunAt: number | null;
  paused: Pause | null;
}

const counted = z.object({
  state: z.string(),
  count: z.coerce.number(),
  run_at: z.coerce.number().nullable(),
});

/** What others ask of the queue, and what people do to it. */
export function createInspection(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  store: JobStore,
  refresh: () => void,
) {
  const table = () => strapi.db.connection('jobs');

  /** A name's own pause, or that of any of its group. */
  async function pauseOf(names: readonly string[]): Promise<Pause | null> {
    const pauses = await store.pauses();
    return names.map((name) => pauses.get(name)).find((pause) => pause !== undefined) ?? null;
  }

  return {
    /** @returns null when there is no such job (any more) */
    async find(id: string): Promise<JobRow | null> {
      const row: unknown = await table().where({ document_id: id }).first();
      return row === undefined ? null : jobRow.parse(row);
    },

    /** How things stand with the jobs of some names together. */
    async counts(names: readonly string[]): Promise<Counts> {
      const rows: unknown = await table()
        .select('state')
        .count({ count: '*' })
        .min({ run_at: 'run_at' })
        .whereIn('name', [...names])
        .whereIn('state', ['delayed', 'pending', 'running', 'failed'])
        .groupBy('state');
      const of = new Map(
        z
          .array(counted)
          .parse(rows)
          .map((row) => [row.state, row]),
      );
      const count = (state: string): number => of.get(state)?.count ?? 0;
      return {
        waiting: count('pending') + count('delayed'),
        running: count('running'),
        failed: count('failed'),
        nextRunAt: of.get('delayed')?.run_at ?? null,
        paused: await pauseOf(names),
      };
    },

    /** Jobs of these names wait until somebody resumes them; what runs goes on. */
    async pause(
      names: readonly string[],
      { reason, whatToDo = null }: { reason: string; whatToDo?: string | null },
    ) {
      await store.pause(names, { reason, whatToDo, since: config.now() });
      refresh();
    },
    async resume(names: readonly string[]): Promise<void> {
      await store.resume(names);
      refresh();
    },
    groupOf: registry.groupOf,
  };
}
