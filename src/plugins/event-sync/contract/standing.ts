import { z } from 'zod';
import { reasons, standingStates } from '../server/domain/standing';

const moment = z.iso.datetime();

/** How an event stands at one target. Times are UTC. */
export const targetStanding = z.object({
  name: z.string(),
  /** In English. */
  title: z.string(),
  state: z.enum(standingStates),
  /** Null where it is in step. */
  reason: z.enum(reasons).nullable(),
  /** Until when it waits, where that is known. */
  until: moment.nullable(),
  /** What the other side or the queue has said, in English. */
  detail: z.string().nullable(),
  /** What a person can do about it, in English. */
  advice: z.string().nullable(),
  /** Somebody who looks again in a few seconds may see another state. */
  isUnderWay: z.boolean(),
  syncedAt: moment.nullable(),
  /** Where people find it there. */
  address: z.string().nullable(),
});
export type TargetStanding = z.infer<typeof targetStanding>;

/** `GET /event-sync/events/:documentId` */
export const standingsAnswer = z.object({
  data: z.object({
    /** Those that are configured. */
    targets: z.array(targetStanding),
    /** What staff paste into Facebook when they make an event there by hand; empty where there is nothing to say yet. */
    facebookText: z.string(),
    /** The club has a website whose pages can be linked. */
    hasWebsite: z.boolean(),
  }),
});
export type Standings = z.infer<typeof standingsAnswer>['data'];

/** `POST /event-sync/events/:documentId/sync`, 202: the names of the targets that are brought in step. */
export const syncAnswer = z.object({ data: z.object({ targets: z.array(z.string()) }) });
export type SyncAnswer = z.infer<typeof syncAnswer>;
