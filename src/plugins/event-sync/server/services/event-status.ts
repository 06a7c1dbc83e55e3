import type { Core } from '@strapi/strapi';
import { jobsService } from '../../../jobs/server/services';
import type { JobSummary } from '../../../jobs/contract/job';
import type { EventSyncStatus, TargetStatus } from '../../contract/sync-status';
import { groupBy } from '../../../../shared/server/group-by';
import { eventAddresses } from '../../../../shared/server/event-addresses';
import type { EventSyncConfig } from '../config';
import { priorities } from '../domain/affected-events';
import { targetTitle } from '../domain/messages';
import type { EventSnapshot } from '../domain/event-snapshot';
import { prefilledText } from '../domain/page-post';
import { restoredLink, stepFor } from '../domain/plan';
import { deriveSyncStatus, syncJobOf, type ConnectionStatus } from '../domain/sync-status';
import type { AnyTarget } from '../targets';
import type { ConnectedTarget, Enqueue } from '.';
import { connectionOf, readConnections } from './connections';
import { problemOf, type Events, type LinkRow, type Links } from './store';

interface Parts {
  events: Events;
  links: Links;
  targets: readonly ConnectedTarget[];
  enqueue: Enqueue;
}

const fanOutJob = 'event-sync.event';
const jobOf = ({ name }: AnyTarget): string => `event-sync.${name}`;

/** As many are looked at; more at once have one cause. */
const mostFailures = 25;

/** An event that some targets do not show as it is. */
export interface SyncFailure {
  documentId: string;
  /** In English. */
  title: string;
  targets: Pick<TargetStatus, 'name' | 'title' | 'detail'>[];
}

function failureOf(event: EventSnapshot, statuses: readonly TargetStatus[]): SyncFailure | null {
  const failed = statuses.filter(({ state, reason }) => state === 'failed' && reason === 'refused');
  const version = event.draft ?? event.published;
  if (failed.length === 0 || version === null) return null;
  return {
    documentId: event.documentId,
    title: version.texts.en.title,
    targets: failed.map(({ name, title, detail }) => ({ name, title, detail })),
  };
}

/** An event's status at all targets, and what staff may do about it. */
export function createEventStatus(
  strapi: Core.Strapi,
  config: EventSyncConfig,
  { events, links, targets, enqueue }: Parts,
) {
  const addresses = eventAddresses(config);
  const hasWebsite = config.frontendUrl !== undefined;
  const jobNames = [fanOutJob, ...targets.map(jobOf)];

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
      link: link && { state: link.state, problem: problemOf(link) },
      job: jobNamed(jobOf(target)),
      isFanOutPending: ['running', 'waiting'].includes(jobNamed(fanOutJob)?.state ?? ''),
      connection,
    });
    const syncedAt = link?.syncedAt ? new Date(link.syncedAt).toISOString() : null;
    const address = link?.state === 'shown' && link.remoteId ? target.addressOf(link.remoteId) : null;
    return { name, title: targetTitle(name, title), ...status, syncedAt, address };
  }

  return {
    /**
     * The events that a target does not show as they are, and will not without a person; broken connections are left out, which
     * say so themselves. A constant number of queries. Not complete where there may be more of them.
     */
    async failures(): Promise<{ failures: SyncFailure[]; isComplete: boolean }> {
      if (targets.length === 0) return { failures: [], isComplete: true };
      const failed = await jobsService(strapi).failedKeys(targets.map(jobOf), mostFailures);
      // A failed job is deleted after a while.
      const withProblem = await links.withProblem(mostFailures);
      const ids = [...new Set([...failed, ...withProblem])];
      const isComplete = failed.length < mostFailures && withProblem.length < mostFailures;
      if (ids.length === 0) return { failures: [], isComplete };
      const found = await events.readMany(ids);
      const known = groupBy(await links.ofEvents(ids), ({ event }) => event);
      const jobs = groupBy(await jobsService(strapi).newestOfKeys(jobNames, ids), ({ key }) => key);
      const connections = await readConnections(strapi, targets);
      const failures = [...found].flatMap(([id, event]) => {
        const statuses = targets.map((target) => {
          const link = known.get(id)?.find((row) => row.target === target.name);
          return statusAt(target, event, link, jobs.get(id) ?? [], connectionOf(connections, target));
        });
        return failureOf(event, statuses) ?? [];
      });
      return { failures, isComplete };
    },

    /** @returns null where there is no such event */
    async status(documentId: string): Promise<EventSyncStatus | null> {
      const event = await events.read(documentId);
      if (!event) return null;
      if (targets.length === 0) return { targets: [], facebookText: '', hasWebsite };
      const known = await links.ofEvent(documentId);
      const jobs = await jobsService(strapi).newestOfKeys(jobNames, [documentId]);
      const connections = await readConnections(strapi, targets);
      const statuses = targets.map((target) =>
        statusAt(target, event, known.get(target.name), jobs, connectionOf(connections, target)),
      );
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
