import type { Core } from '@strapi/strapi';
import { integrationsService } from '../../../integrations/server/services';
import { jobsService } from '../../../jobs/server/services';
import type { JobSummary } from '../../../jobs/contract/job';
import type { EventSyncStatus, TargetStatus } from '../../contract/sync-status';
import { groupBy } from '../../../../shared/server/group-by';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import type { EventSyncConfig } from '../config';
import { priorities } from '../domain/affected-events';
import type { EventSnapshot } from '../domain/event-snapshot';
import { prefilledText } from '../domain/page-post';
import { restoredLink, stepFor } from '../domain/plan';
import { deriveSyncStatus, syncJobOf, type ConnectionStatus } from '../domain/sync-status';
import type { AnyTarget } from '../targets';
import type { ConnectedTarget, Enqueue } from '.';
import type { Events, LinkRow, Links } from './store';

interface Parts {
  events: Events;
  links: Links;
  targets: readonly ConnectedTarget[];
  enqueue: Enqueue;
}

const fanOutJob = 'event-sync.event';
const jobOf = ({ name }: AnyTarget): string => `event-sync.${name}`;

/** An event's status at all targets, and what staff may do about it. */
export function createEventStatus(
  strapi: Core.Strapi,
  config: EventSyncConfig,
  { events, links, targets, enqueue }: Parts,
) {
  const addresses = eventAddresses(config);
  const hasWebsite = config.frontendUrl !== undefined;

  function statusAt(
    target: ConnectedTarget,
    event: EventSnapshot,
    stored: LinkRow | undefined,
    jobs: readonly JobSummary[],
    connection: ConnectionStatus,
  ): TargetStatus {
    const { name, title } = target;
    const now = new Date(config.now());
    const link = stored?.destination === target.destination ? stored : null;
    const jobNamed = (wanted: string) => syncJobOf(jobs.filter((job) => job.name === wanted));
    const status = deriveSyncStatus({
      event,
      desired: target.desired(event, now),
      step: stepFor(target, event, link, now),
      link,
      job: jobNamed(jobOf(target)),
      isFanOutPending: ['running', 'waiting'].includes(jobNamed(fanOutJob)?.state ?? ''),
      connection,
    });
    const syncedAt = link?.syncedAt ? new Date(link.syncedAt).toISOString() : null;
    const address = link?.state === 'shown' && link.remoteId ? target.addressOf(link.remoteId) : null;
    return { name, title, ...status, syncedAt, address };
  }

  return {
    /** @returns null where there is no such event */
    async status(documentId: string): Promise<EventSyncStatus | null> {
      const event = await events.read(documentId);
      if (!event) return null;
      if (targets.length === 0) return { targets: [], facebookText: '', hasWebsite };
      const known = await links.ofEvent(documentId);
      const jobs = await jobsService(strapi).newestOfKey([fanOutJob, ...targets.map(jobOf)], documentId);
      const statuses: TargetStatus[] = [];
      for (const [integration, own] of groupBy(targets, (target) => target.integration)) {
        const connection = await integrationsService(strapi).card(integration);
        for (const target of own)
          statuses.push(statusAt(target, event, known.get(target.name), jobs, connection));
      }
      return { targets: statuses, facebookText: prefilledText(event, addresses), hasWebsite };
    },

    /**
     * Syncs an event with all targets now: retries what failed or waits for a retry, and restores what was deleted there. What is
     * to be announced later still waits. @returns the names of the targets; null where there is no such event
     */
    async sync(documentId: string): Promise<string[] | null> {
      return strapi.db.transaction(async () => {
        const event = await events.read(documentId);
        if (!event) return null;
        const known = await links.ofEvent(documentId);
        const now = new Date(config.now());
        for (const target of targets) {
          const stored = known.get(target.name) ?? null;
          const link = stored && restoredLink(stored);
          if (link && link.state !== stored.state) await links.save(target.name, documentId, link);
          const step = stepFor(target, event, link, now);
          const options = step.do === 'wait' ? { runAt: new Date(step.until) } : {};
          await enqueue(target, [documentId], { priority: priorities.save, ...options });
        }
        return targets.map(({ name }) => name);
      });
    },
  };
}
