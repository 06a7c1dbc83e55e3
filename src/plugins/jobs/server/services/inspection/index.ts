import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../../config';
import { NameUnknown } from '../../domain/refusals';
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
 * @param refresh tells the engine to look again
 */
export function createInspection(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  store: JobStore,
  refresh: () => void,
) {
  const pauses = createPauses(config, registry, store, refresh);
  const list = createList(strapi, registry, pauses);
  return {
    ...list,
    ...createCounts(strapi, registry, pauses),
    ...createStatistics(strapi, config),
    ...createRetry(strapi, config, store, list.find, refresh),
    ...createCancel(config, store, list.find, refresh),
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
