import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../../config';
import { NameUnknown } from '../../domain/refusals';
import type { JobRow } from '../../domain/row';
import type { JobRegistry } from '../registry';
import type { JobStore } from '../store';
import { createCancel } from './cancel';
import { createCounts } from './counts';
import { createList } from './list';
import { createPauses } from './pauses';
import { createRetry } from './retry';
import { createStatistics } from './statistics';

export type { Counts } from './counts';

/**
 * What others ask of the queue, and what people do to it.
 *
 * @param engine.refresh tells it to look again
 * @param engine.lost tells it that a job is no longer its own
 */
export function createInspection(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  store: JobStore,
  engine: { refresh: () => void; lost: (row: JobRow) => void },
) {
  const { refresh } = engine;
  const pauses = createPauses(config, registry, store, refresh);
  const list = createList(strapi, registry, pauses);
  return {
    ...list,
    ...createCounts(strapi, registry, pauses),
    ...createStatistics(strapi, config),
    ...createRetry(strapi, config, store, list.find, refresh),
    ...createCancel(config, store, list.find, engine),
    pause: pauses.pause,
    resume: pauses.resume,
    resumeTogether: pauses.resumeTogether,
    groupOf: registry.groupOf,

    /** @throws NameUnknown when the club knows no such jobs, nor are there rows of it */
    async requireName(name: string): Promise<void> {
      if (registry.jobs.has(name)) return;
      const row: unknown = await strapi.db.connection('jobs').select('id').where({ name }).first();
      if (row === undefined) throw new NameUnknown(name);
    },
  };
}
