import type { Core } from '@strapi/strapi';
import type { LazyRedis } from '../../../../shared/server/redis';
import type { RemoteStatus } from '../clients/call';
import { createBudget, type Budget } from '../clients/rate-gate';
import { createRemote, type Remote, type RemoteOptions } from '../clients/remote';
import type { IntegrationsConfig } from '../config';
import { isEndedBy } from '../domain/status';
import type { Incidents } from './incidents';
import type { Log } from './log';
import type { Registry } from './registry';
import type { StatusStore } from './status-store';

interface Parts {
  registry: Registry;
  statuses: StatusStore;
  incidents: Incidents;
  log: Log;
  redis: LazyRedis;
}

/** The remotes of the integrations: clients that keep to the budget, write the log, and report the integration's status. */
export function createRemotes(
  strapi: Core.Strapi,
  { now, wait, userAgent, redisPrefix }: IntegrationsConfig,
  { registry, statuses, incidents, log, redis }: Parts,
) {
  const budgets = new Map<string, Budget>();

  function budgetOf(name: string): Budget {
    const key = `${redisPrefix}:budget:${name}`;
    const budget = budgets.get(name) ?? createBudget(key, registry.get(name).budget, redis.get());
    budgets.set(name, budget);
    return budget;
  }

  /** A call that has taken effect must not fail because that cannot be stored. */
  const safely = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      strapi.log.error(`The state of an integration cannot be written: ${String(error)}`);
    }
  };

  function statusOf(name: string): RemoteStatus {
    return {
      async held() {
        // It would hold the transaction open for as long as the remote takes, and cannot be rolled back with it.
        if (strapi.db.inTransaction())
          throw new Error('A remote system must not be called in a transaction.');
        return statuses.recall(name).then(
          ({ waiting }) => waiting,
          () => null,
        );
      },
      hold: (until, reason) => safely(() => statuses.hold(name, until, reason)),
      reportBroken: (reason, whatToDo, resource) =>
        safely(() => incidents.breakDown(name, { reason, whatToDo, resource })),
      reportSuccess: (resource) =>
        safely(async () => {
          if (!(await statuses.recall(name)).broken) return;
          // What is remembered may be older than what another process has reported of another resource.
          const { broken } = await statuses.read(name);
          if (broken && isEndedBy(broken, resource)) await incidents.mend(name);
        }),
    };
  }

  /** A client for a remote system of a registered integration; several of one share its budget and its state. */
  return function remote(name: string, options: RemoteOptions): Remote {
    return createRemote(options, {
      clock: { now, wait, timeout: (milliseconds) => AbortSignal.timeout(milliseconds) },
      random: Math.random,
      userAgent,
      budget: () => budgetOf(name),
      status: statusOf(name),
      record: (call) => log.write({ ...call, integration: name }),
    });
  };
}
