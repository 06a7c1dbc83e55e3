import type { Core } from '@strapi/strapi';
import { integrationsService } from '../../../integrations/server/services';
import { jobsService } from '../../../jobs/server/services';
import { RetryAt, UnrecoverableError } from '../../../jobs/server/outcomes';
import type { EventSyncConfig } from '../config';
import { plan } from '../domain/plan';
import { priorities } from '../domain/priorities';
import { Trouble } from '../domain/trouble';
import type { AnyTarget } from '../targets/target';
import { createEvents } from './events';
import { createLinks } from './links';
import { createPanel } from './panel';
import { createReconciler } from './reconciler';
import { createRepair, type RepairReport } from './repair';
import { createConnections } from './targets';

/** What a look that has not worked tells the queue. @param now milliseconds since 1970 */
const notNow =
  (now: number) =>
  (error: unknown): never => {
    if (!(error instanceof Trouble)) throw error;
    const { verdict } = error;
    if ('afterMs' in verdict)
      throw new RetryAt(new Date(now + verdict.afterMs), verdict.why, { cause: error });
    throw new UnrecoverableError(verdict.why, { cause: error });
  };

/** Has a target brought in step with events: at once or not before a moment, before others or after them. */
export type Enqueue = (
  target: AnyTarget,
  events: readonly string[],
  options?: { runAt?: Date; priority?: number },
) => Promise<number>;

export type EventSyncService = ReturnType<typeof createEventSync>;

const settingsOf = {
  'google-calendar': [
    'GOOGLE_CALENDAR_CREDENTIALS',
    'GOOGLE_CALENDAR_INTERNAL_ID',
    'GOOGLE_CALENDAR_PUBLIC_ID',
  ],
  facebook: ['FACEBOOK_PAGE_ID', 'FACEBOOK_PAGE_TOKEN', 'FACEBOOK_APP_SECRET'],
} as const;

/** Puts the plugin together. */
export default function createEventSync({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<EventSyncConfig>('plugin::event-sync');
  const jobs = jobsService(strapi);
  const stores = { events: createEvents(strapi), links: createLinks(strapi) };
  const connections = createConnections(strapi, config);
  const targets = connections.flatMap((each) => each.targets);

  const enqueue: Enqueue = (target, events, options) =>
    jobs.enqueueMany(
      `event-sync.${target.name}`,
      events.map((event) => ({ payload: { event }, key: event, ...options })),
    );
  const reconcileAll = createRepair(stores, config, (target, events) =>
    enqueue(target, events, { priority: priorities.bulk }),
  );

  return {
    ...stores,
    targets,
    reconcile: createReconciler(stores, config),
    panel: createPanel(strapi, config, { ...stores, targets, enqueue }),

    /** Enqueues a look at these events, in the transaction at hand. @param priority of `priorities` */
    async enqueueFor(events: readonly string[], priority: number): Promise<void> {
      if (targets.length === 0) return;
      await jobs.enqueueMany(
        'event-sync.event',
        events.map((event) => ({ payload: { event }, key: event, priority })),
      );
    },

    /** Enqueues a job for each target that is not in step with an event. @param priority of `priorities` */
    async fanOut(event: string, priority: number): Promise<void> {
      const shown = await stores.events.read(event);
      const links = new Map((await stores.links.ofEvent(event)).map((link) => [link.target, link]));
      const now = new Date(config.now());
      for (const target of targets) {
        const { destination, name } = target;
        const step = plan(links.get(name) ?? null, target.desired(shown, now), { destination, now });
        if (step.do === 'none' && !links.get(name)?.problem) continue;
        await enqueue(target, [event], {
          priority,
          ...(step.do === 'wait' && { runAt: new Date(step.until) }),
        });
      }
    },

    /** Compares the targets of a connection with the club, and has what differs put right. */
    async repair(integration: string, terms: Parameters<typeof reconcileAll>[1]): Promise<RepairReport[]> {
      const reports: RepairReport[] = [];
      for (const target of targets.filter((each) => each.integration === integration))
        reports.push(await reconcileAll(target, terms).catch(notNow(config.now())));
      return reports;
    },

    registerIntegrations(): void {
      for (const { integration, title, targets: its, check } of connections) {
        integrationsService(strapi).register({
          name: integration,
          title,
          isConfigured: its.length > 0,
          missing: its.length > 0 ? [] : settingsOf[integration],
          jobs: its.map(({ name }) => `event-sync.${name}`),
          budget: config.budgets[integration],
          check,
          syncAll: () => jobs.enqueue('event-sync.repair', { integration }, { key: integration }),
        });
      }
    },
  };
}
