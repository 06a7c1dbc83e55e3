import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { lazyRedis } from '../../../../shared/server/redis';
import { jobsService } from '../../../jobs/server/services';
import type { IntegrationsConfig } from '../config';
import { createCards } from './cards';
import { createIncidents } from './incidents';
import { createLog, createLogReader } from './log';
import { createRegistry } from './registry';
import { createRemotes } from './remotes';
import { createStatusStore } from './status-store';

export type IntegrationsService = ReturnType<typeof createIntegrations>;

export function createIntegrations({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<IntegrationsConfig>('plugin::integrations');
  const jobs = jobsService(strapi);
  const registry = createRegistry();
  const statuses = createStatusStore(strapi, config);
  const log = createLog(strapi, config);
  const reader = createLogReader(strapi);
  const redis = lazyRedis(
    strapi,
    config.redisUrl,
    'Budgets are counted by each process alone, without Redis',
  );
  const incidents = createIncidents(strapi, config, { registry, statuses, jobs });

  return {
    register: registry.register,
    remote: createRemotes(strapi, config, { registry, statuses, incidents, log, redis }),
    check: incidents.check,
    resume: incidents.resume,
    ...createCards(config, { registry, statuses, jobs, log, reader }),
    log: { ...reader, flush: log.flush },
    /** Deletes log entries that are older than `keepDays`. @returns how many */
    prune: (signal: AbortSignal): Promise<number> =>
      deleteInBatches(strapi, 'plugin::integrations.log-entry', {
        where: { at: { $lt: config.now() - config.keepDays * 24 * 60 * 60_000 } },
        signal,
        batch: config.pruneBatch,
      }),

    /**
     * Has everything of an integration done again.
     *
     * @param owner the member who may watch the task
     * @returns the task's id
     * @throws NotFoundError; ApplicationError when it is off, or has nothing to sync
     */
    async syncAll(name: string, owner?: string): Promise<string> {
      const { title, isConfigured, syncAll } = registry.get(name);
      if (!isConfigured) throw new errors.ApplicationError(`${title} is off.`);
      if (!syncAll) throw new errors.ApplicationError(`${title} has nothing to sync.`);
      return syncAll(owner);
    },

    start: log.start,
    async stop(): Promise<void> {
      await log.stop();
      redis.stop();
    },
  };
}

export const services = { integrations: createIntegrations };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const integrationsService = (strapi: Core.Strapi): IntegrationsService =>
  strapi.plugin('integrations').service('integrations');
