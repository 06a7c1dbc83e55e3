import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { UnrecoverableError } from '../../../jobs/server/outcomes';
import type { EventSyncConfig } from '../config';
import { eventSyncMessages } from '../domain/messages';
import { eventSyncService } from '../services';
import { connections, type TargetName } from '../targets';

const event = z.object({ event: z.string() });
const repair = z.object({ integration: z.enum(connections.map(({ integration }) => integration)) });
type EventPayload = z.input<typeof event>;

declare module '../../../jobs/server/definition' {
  interface JobPayloads extends Record<`event-sync.${TargetName}`, EventPayload> {
    'event-sync.event': EventPayload;
    'event-sync.repair': z.input<typeof repair>;
  }
}

/** Enqueues the jobs of the targets that an event is out of sync with, at its own priority. It calls no remote system. */
const eventJob = defineJob({
  name: 'event-sync.event',
  payload: event,
  entryType: 'api::event.event',
  handler: ({ payload, strapi, job }) => eventSyncService(strapi).fanOut(payload.event, job.priority),
});

/** One at a time for each target: Google wants writes to a calendar in sequence, and a page is no different. */
const targetJob = (name: TargetName, group: string) =>
  defineJob({
    name: `event-sync.${name}`,
    payload: event,
    entryType: 'api::event.event',
    concurrency: 1,
    attempts: 10,
    timeout: 2 * 60_000,
    group,
    async handler({ payload, strapi, signal }) {
      const sync = eventSyncService(strapi);
      const target = sync.targets.find((each) => each.name === name);
      if (!target) throw new UnrecoverableError(eventSyncMessages.say('off'));
      await sync.reconcile(target, payload.event, signal);
    },
  });

const repairJob = defineJob({
  name: 'event-sync.repair',
  payload: repair,
  concurrency: 1,
  timeout: 60 * 60_000,
  handler: ({ payload, strapi, signal, progress }) =>
    eventSyncService(strapi).repair(payload.integration, { signal, progress }),
});

export const eventSyncJobs = [
  eventJob,
  ...connections.flatMap(({ integration, targetNames }) =>
    targetNames.map((name) => targetJob(name, integration)),
  ),
  repairJob,
];

/** In the night of the club's own time zone. */
export function eventSyncSchedules(strapi: Core.Strapi) {
  const { timeZone } = strapi.config.get<EventSyncConfig>('plugin::event-sync');
  return connections.map(({ integration, repairAt }) =>
    defineSchedule({
      name: `event-sync.repair ${integration}`,
      cron: repairAt,
      timezone: timeZone,
      job: 'event-sync.repair',
      payload: { integration },
    }),
  );
}
