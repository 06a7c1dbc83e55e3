import type { Core } from '@strapi/strapi';
import { createBudget, type Budget } from '../clients/budget';
import { systemClock } from '../clients/clock';
import { createRemote, type Remote, type RemoteOptions } from '../clients/remote';
import type { RemoteStanding } from '../clients/surroundings';
import type { IntegrationsConfig } from '../config';
import { isOver } from '../domain/state';
import type { Log } from './log';
import type { RedisConnection } from './redis';
import type { Registry } from './registry';
import type { Repair } from './repair';
import type { States } from './states';

interface Parts {
  registry: Registry;
  states: States;
  repair: Repair;
  log: Log;
  redis: RedisConnection;
}

/** The remotes of the integrations: clients that keep to the budget, write the log, and tell how the integration stands. */
export function createRemotes(
  strapi: Core.Strapi,
  {
    now,
    wait,
    userAgent,
    redisPrefix,
  }: Pick<IntegrationsConfig, 'now' | 'wait' | 'userAgent' | 'redisPrefix'>,
  { registry, states, repair, log, redis }: Parts,
) {
  const budgets = new Map<string, Budget>();

  function budgetOf(name: string): Budget {
    const known =
      budgets.get(name) ??
      createBudget(`${redisPrefix}:budget:${name}`, registry.get(name).budget, redis.get());
    budgets.set(name, known);
    return known;
  }

  /** A call that has taken effect must not fail because the database could not be told. */
  const safely = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      strapi.log.error(`The state of an integration cannot be written: ${String(error)}`);
    }
  };

  function standingOf(name: string): RemoteStanding {
    return {
      async held() {
        // It would hold the transaction open for as long as the remote takes, and cannot be rolled back with it.
        if (strapi.db.inTransaction())
          throw new Error('A remote system must not be called in a transaction.');
        return states.recall(name).then(
          ({ waiting }) => waiting,
          () => null,
        );
      },
      hold: (until, reason) => safely(() => states.hold(name, until, reason)),
      broke: (reason, whatToDo, resource) =>
        safely(() => repair.breakDown(name, { reason, whatToDo, resource })),
      worked: (resource) =>
        safely(async () => {
          if (!(await states.recall(name)).broken) return;
          // What is remembered may be older than another process's trouble with something else.
          const { broken } = await states.read(name);
          if (broken && isOver(broken, resource)) await repair.mend(name);
        }),
    };
  }

  /** A client for a remote system of a registered integration; several of one share its budget and its state. */
  return function remote(name: string, options: RemoteOptions): Remote {
    return createRemote(options, {
      clock: systemClock({ now, wait }),
      random: Math.random,
      userAgent,
      budget: () => budgetOf(name),
      standing: standingOf(name),
      record: (call) => log.write({ ...call, integration: name }),
    });
  };
}
