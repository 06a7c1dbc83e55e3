import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { UnrecoverableError } from '../../../jobs/server/outcomes';
import type { EventSyncConfig } from '../config';
import { eventSyncService } from '../services';
import type { TargetName } from '../targets/target';

const event = z.object({ event: z.string() });
const repair = z.object({ integration: z.enum(['google-calendar', 'facebook']) });
type EventPayload = z.input<typeof event>;
type RepairPayload = z.input<typeof repair>;

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'event-sync.event': EventPayload;
    'event-sync.google-internal': EventPayload;
    'event-sync.google-public': EventPayload;
    'event-sync.facebook-page': EventPayload;
    'event-sync.repair': RepairPayload;
  }
}

/**
 * What has changed about an event that targets show: calls nobody, so that a change nobody sees costs no call. What follows
 * from it is as urgent as it is.
 */
const eventJob = defineJob({
  name: 'event-sync.event',
  payload: event,
  handler: ({ payload, strapi, job }) => eventSyncService(strapi).fanOut(payload.event, job.priority),
});

/** One at a time for each target: Google wants the writes to a calendar one after the other, and a page is no other. */
const targetJob = (name: TargetName, group: string) =>
  defineJob({
    name: `event-sync.${name}`,
    payload: event,
    concurrency: 1,
    attempts: 10,
    timeout: 2 * 60_000,
    group,
    async handler({ payload, strapi, signal }) {
      const sync = eventSyncService(strapi);
      const target = sync.targets.find((each) => each.name === name);
      if (!target) throw new UnrecoverableError('It is off: its settings are absent.');
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
  targetJob('google-internal', 'google-calendar'),
  targetJob('google-public', 'google-calendar'),
  targetJob('facebook-page', 'facebook'),
  repairJob,
];

/** In the night of the club's own time zone, one connection after the other. */
export function eventSyncSchedules(strapi: Core.Strapi) {
  const { timeZone } = strapi.config.get<EventSyncConfig>('plugin::event-sync');
  const nightly = (integration: RepairPayload['integration'], cron: string) =>
    defineSchedule({
      name: `event-sync.repair ${integration}`,
      cron,
      timezone: timeZone,
      job: 'event-sync.repair',
      payload: { integration },
    });
  return [nightly('google-calendar', '40 4 * * *'), nightly('facebook', '50 4 * * *')];
}
