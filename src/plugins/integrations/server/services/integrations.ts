import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { jobsService } from '../../../jobs/server/services';
import type { IntegrationsConfig } from '../config';
import { createCards } from './cards';
import { createLog } from './log';
import { createLogReader } from './log-reader';
import { createPruning } from './pruning';
import { createRedisConnection } from './redis';
import { createRegistry } from './registry';
import { createRemotes } from './remotes';
import { createRepair } from './repair';
import { createStates } from './states';

export type IntegrationsService = ReturnType<typeof createIntegrations>;

/** Puts the plugin together. */
export default function createIntegrations({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<IntegrationsConfig>('plugin::integrations');
  const jobs = jobsService(strapi);
  const registry = createRegistry();
  const states = createStates(strapi, config);
  const log = createLog(strapi, config);
  const reader = createLogReader(strapi);
  const redis = createRedisConnection(strapi, config.redisUrl);
  const repair = createRepair(strapi, config, { registry, states, jobs });

  return {
    register: registry.register,
    remote: createRemotes(strapi, config, { registry, states, repair, log, redis }),
    check: repair.check,
    resume: repair.resume,
    ...createCards(config, { registry, states, jobs, log, reader }),
    log: { ...reader, flush: log.flush },
    prune: createPruning(strapi, config),

    /**
     * Has everything of an integration done again.
     *
     * @returns the task's id
     * @throws NotFoundError; ApplicationError when it is off, or has nothing to sync
     */
    async syncAll(name: string): Promise<string> {
      const { title, isConfigured, syncAll } = registry.get(name);
      if (!isConfigured) throw new errors.ApplicationError(`${title} is off.`);
      if (!syncAll) throw new errors.ApplicationError(`${title} has nothing to sync.`);
      return syncAll();
    },

    start: log.start,
    async stop(): Promise<void> {
      await log.stop();
      redis.stop();
    },
  };
}
