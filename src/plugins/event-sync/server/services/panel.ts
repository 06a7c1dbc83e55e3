import type { Core } from '@strapi/strapi';
import { integrationsService } from '../../../integrations/server/services';
import { jobsService } from '../../../jobs/server/services';
import type { JobSummary } from '../../../jobs/contract/job';
import type { Standings, TargetStanding } from '../../contract/standing';
import type { EventSyncConfig } from '../config';
import { addressesOf } from '../domain/addresses';
import { restored } from '../domain/link';
import { plan } from '../domain/plan';
import { priorities } from '../domain/priorities';
import type { ShownEvent } from '../domain/shown-event';
import { standingOf, syncJobOf, type Connection } from '../domain/standing';
import { prefilledText } from '../targets/facebook-page/desired';
import type { AnyTarget } from '../targets/target';
import type { Enqueue } from './event-sync';
import type { Events } from './events';
import type { LinkRow, Links } from './links';

interface Parts {
  events: Events;
  links: Links;
  targets: readonly AnyTarget[];
  enqueue: Enqueue;
}

/** What is known of one event everywhere. */
interface Knowledge {
  event: ShownEvent;
  links: ReadonlyMap<string, LinkRow>;
  jobs: readonly JobSummary[];
  connections: ReadonlyMap<string, Connection>;
}

const lookJob = 'event-sync.event';
const jobOf = ({ name }: AnyTarget): string => `event-sync.${name}`;

/** What staff see of an event's repetitions, and what they may do about them. */
export function createPanel(
  strapi: Core.Strapi,
  config: EventSyncConfig,
  { events, links, targets, enqueue }: Parts,
) {
  const addresses = addressesOf(config);
  const hasWebsite = config.frontendUrl !== undefined;

  const linksOf = async (documentId: string): Promise<Map<string, LinkRow>> =>
    new Map((await links.ofEvent(documentId)).map((link) => [link.target, link]));

  async function connectionsOf(): Promise<Map<string, Connection>> {
    const connections = new Map<string, Connection>();
    for (const name of new Set(targets.map(({ integration }) => integration)))
      connections.set(name, await integrationsService(strapi).card(name));
    return connections;
  }

  function standingAt(target: AnyTarget, { event, links, jobs, connections }: Knowledge): TargetStanding {
    const { destination, integration, name, title } = target;
    const now = new Date(config.now());
    const stored = links.get(name) ?? null;
    const link = stored?.destination === destination ? stored : null;
    const connection = connections.get(integration);
    if (!connection) throw new Error(`Nothing is known of the connection ${integration}`);
    const desired = target.desired(event, now);
    const standing = standingOf({
      event,
      desired,
      step: plan(link, desired, { destination, now }),
      link,
      job: syncJobOf(jobs.filter((job) => job.name === jobOf(target))),
      isToBeLookedAt: ['running', 'waiting'].includes(
        syncJobOf(jobs.filter((job) => job.name === lookJob))?.state ?? '',
      ),
      connection,
    });
    const syncedAt = link?.syncedAt ? new Date(link.syncedAt).toISOString() : null;
    const address = link?.state === 'shown' && link.remoteId ? target.addressOf(link.remoteId) : null;
    return { name, title, ...standing, syncedAt, address };
  }

  return {
    /** @returns null where there is no such event */
    async standings(documentId: string): Promise<Standings | null> {
      const event = await events.read(documentId);
      if (!event) return null;
      if (targets.length === 0) return { targets: [], facebookText: '', hasWebsite };
      const knowledge = {
        event,
        links: await linksOf(documentId),
        jobs: await jobsService(strapi).newestOfKey([lookJob, ...targets.map(jobOf)], documentId),
        connections: await connectionsOf(),
      };
      return {
        targets: targets.map((target) => standingAt(target, knowledge)),
        facebookText: prefilledText(event, addresses),
        hasWebsite,
      };
    },

    /**
     * Has an event brought in step everywhere now: what failed is tried again, what waits for a retry waits no longer, and
     * what was taken away over there comes back. What is to be announced later still is.
     *
     * @returns the names of the targets; null where there is no such event
     */
    async sync(documentId: string): Promise<string[] | null> {
      return strapi.db.transaction(async () => {
        const event = await events.read(documentId);
        if (!event) return null;
        const known = await linksOf(documentId);
        const now = new Date(config.now());
        for (const target of targets) {
          const { destination, name } = target;
          const stored = known.get(name) ?? null;
          const link = stored && restored(stored);
          if (link && link.state !== stored.state) await links.save(name, documentId, link);
          const step = plan(link, target.desired(event, now), { destination, now });
          const options = step.do === 'wait' ? { runAt: new Date(step.until) } : {};
          await enqueue(target, [documentId], { priority: priorities.save, ...options });
        }
        return targets.map(({ name }) => name);
      });
    },
  };
}
