import { z } from 'zod';
import { message } from '../../jobs/contract/message';

/** `off`: nothing is shown there, and nothing is to be. */
const states = ['in-step', 'waiting', 'failed', 'off'] as const;

const reasons = [
  // Off.
  'incomplete',
  'draft',
  'ended',
  'cancelled',
  'postponed',
  'not-announced',
  'withdrawn',
  // Waiting.
  'announced-later',
  'queued',
  'running',
  'again',
  'held',
  'overlooked',
  // Failed.
  'broken',
  'refused',
] as const;
export type Reason = (typeof reasons)[number];

const timestamp = z.iso.datetime();

/** The status of an event at one target. Times are UTC. */
const targetStatus = z.object({
  name: z.string(),
  title: message,
  state: z.enum(states),
  /** Null where it is synced. */
  reason: z.enum(reasons).nullable(),
  /** Until when it waits, where that is known. */
  until: timestamp.nullable(),
  /** What the other side or the queue has said. */
  detail: message.nullable(),
  /** What a person can do about it. */
  advice: message.nullable(),
  /** Somebody who looks again in a few seconds may see another state. */
  isUnderWay: z.boolean(),
  syncedAt: timestamp.nullable(),
  /** Where people find it there. */
  address: z.string().nullable(),
});
export type TargetStatus = z.infer<typeof targetStatus>;

/** `GET /event-sync/events/:documentId` */
export const syncStatusAnswer = z.object({
  data: z.object({
    /** Those that are configured. */
    targets: z.array(targetStatus),
    /** What staff paste into Facebook when they make an event there by hand; empty where there is nothing to say yet. */
    facebookText: z.string(),
    /** The club has a website whose pages can be linked. */
    hasWebsite: z.boolean(),
  }),
});
export type SyncStatusAnswer = z.infer<typeof syncStatusAnswer>;
export type EventSyncStatus = SyncStatusAnswer['data'];

/** `POST /event-sync/events/:documentId/sync`, 202: the names of the targets that are synced. */
export const syncAnswer = z.object({ data: z.object({ targets: z.array(z.string()) }) });
export type SyncAnswer = z.infer<typeof syncAnswer>;
