import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { state, type State } from '../../../contract/job';
import type { Overview, StateCounts } from '../../../contract/overview';
import { pauseOf } from '../../domain/story';
import type { JobRegistry } from '../registry';
import type { Pause } from '../store';
import type { Pauses } from './pauses';

export interface Counts {
  waiting: number;
  running: number;
  failed: number;
  /** When the first of those that wait for a later time is due; milliseconds since 1970. */
  nextRunAt: number | null;
  paused: Pause | null;
}

const counted = z.object({
  state,
  count: z.coerce.number(),
  run_at: z.coerce.number().nullable(),
});

const countedByName = z.object({ name: z.string(), state, count: z.coerce.number() });

const none = (): StateCounts => ({ delayed: 0, pending: 0, running: 0, done: 0, failed: 0, cancelled: 0 });

export function createCounts(strapi: Core.Strapi, registry: JobRegistry, pauses: Pauses) {
  const table = () => strapi.db.connection('jobs');

  return {
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
      const count = (which: State): number => of.get(which)?.count ?? 0;
      return {
        waiting: count('pending') + count('delayed'),
        running: count('running'),
        failed: count('failed'),
        nextRunAt: of.get('delayed')?.run_at ?? null,
        paused: await pauses.of(names),
      };
    },

    /** How things stand with every name: those the club knows, those there are rows of, and those that are paused. */
    async overview(): Promise<Overview> {
      const rows: unknown = await table()
        .select('name', 'state')
        .count({ count: '*' })
        .groupBy('name', 'state');
      const paused = await pauses.all();
      const names = new Map([...registry.jobs.keys(), ...paused.keys()].map((name) => [name, none()]));
      for (const row of z.array(countedByName).parse(rows)) {
        const counts = names.get(row.name) ?? none();
        counts[row.state] = row.count;
        names.set(row.name, counts);
      }
      return {
        names: [...names]
          .map(([name, counts]) => {
            const pause = paused.get(name);
            return { name, counts, pause: pause ? pauseOf(pause) : null, isKnown: registry.jobs.has(name) };
          })
          .sort((one, other) => (one.name < other.name ? -1 : 1)),
      };
    },
  };
}
