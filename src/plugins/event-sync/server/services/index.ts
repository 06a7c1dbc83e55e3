import type { Core } from '@strapi/strapi';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { jobErrorOf } from '../../../integrations/server/jobs/job-error';
import { integrationsService } from '../../../integrations/server/services';
import { UnrecoverableErrorForStaff } from '../../../jobs/server/outcomes';
import { jobsService } from '../../../jobs/server/services';
import type { EventSyncConfig } from '../config';
import { priorities } from '../domain/affected-events';
import { connections, type AnyTarget } from '../targets';
import { createAffected } from './affected';
import { createEventStatus } from './event-status';
import { createForecast } from './forecast';
import { createReconciler } from './reconciler';
import { createRepair, type RepairContext, type RepairReport } from './repair';
import { createEvents, createLinks } from './store';

/** Enqueues the sync of events with a target: at once or not before a moment, before others or after them. */
export type Enqueue = (
  target: AnyTarget,
  events: readonly string[],
  options?: { runAt?: Date; priority?: number },
) => Promise<number>;

export type ConnectedTarget = AnyTarget & { integration: string };

export type EventSyncService = ReturnType<typeof createEventSync>;

function createEventSync({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<EventSyncConfig>('plugin::event-sync');
  const jobs = jobsService(strapi);
  const stores = { events: createEvents(strapi), links: createLinks(strapi) };
  const opened = connections.map((definition) => ({ definition, open: definition.connect(strapi, config) }));
  const targets = opened.flatMap(({ definition: { integration }, open }) =>
    (open?.targets ?? []).map((target): ConnectedTarget => ({ ...target, integration })),
  );

  const enqueue: Enqueue = (target, events, options) =>
    jobs.enqueueMany(
      `event-sync.${target.name}`,
      events.map((event) => ({ payload: { event }, key: event, ...options })),
    );
  const reconcileAll = createRepair(stores, config, (target, events) =>
    enqueue(target, events, { priority: priorities.bulk }),
  );

  const affected = createAffected(stores.events, config);

  return {
    ...stores,
    targets,
    affected,
    forecast: createForecast(strapi, config, { ...stores, targets, affected }),
    ...createReconciler(config, { ...stores, targets, enqueue }),
    status: createEventStatus(strapi, config, { ...stores, targets, enqueue }),

    /** Enqueues the fan-out of these events, in the transaction at hand. @param priority of `priorities` */
    async enqueueFor(events: readonly string[], priority: number): Promise<void> {
      if (targets.length === 0) return;
      await jobs.enqueueMany(
        'event-sync.event',
        events.map((event) => ({ payload: { event }, key: event, priority })),
      );
    },

    /** Compares the targets of an integration with the club, and has what differs put right. */
    async repair(integration: string, context: RepairContext): Promise<RepairReport[]> {
      const reports: RepairReport[] = [];
      for (const target of targets.filter((each) => each.integration === integration)) {
        reports.push(
          await reconcileAll(target, context).catch((error: unknown) => {
            if (!(error instanceof RemoteError)) throw error;
            // The queue of repairs is not paused with those of the targets, and nobody would resume it.
            if (error.decision.kind === 'action-required')
              throw new UnrecoverableErrorForStaff(error.reason, { cause: error });
            throw jobErrorOf(error, { attempt: 1, random: 0, now: config.now() });
          }),
        );
      }
      return reports;
    },

    registerIntegrations(): void {
      for (const { definition, open } of opened) {
        const { integration, title, settings, budget, targetNames } = definition;
        integrationsService(strapi).register({
          name: integration,
          title,
          isConfigured: open !== null,
          missing: open ? [] : settings,
          jobs: open ? targetNames.map((name) => `event-sync.${name}`) : [],
          budget: config.budgets[integration] ?? budget,
          check: async (signal) => open?.check(signal),
          syncAll: (owner) =>
            jobs.enqueue(
              'event-sync.repair',
              { integration },
              { key: integration, ...(owner !== undefined && { owner }) },
            ),
        });
      }
    },
  };
}

export const services = { 'event-sync': createEventSync };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const eventSyncService = (strapi: Core.Strapi): EventSyncService =>
  strapi.plugin('event-sync').service('event-sync');
