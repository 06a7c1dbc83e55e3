import { z } from 'zod';
import { wait, type Clock } from './clients/call';

const schema = z.object({
  /** What the club calls itself to remote systems. */
  userAgent: z.string().min(1),
  /** Where there is Redis, all processes share the remotes' budgets. */
  redisUrl: z.string().optional(),
  /** Keeps the keys of several clubs on one Redis apart. */
  redisPrefix: z.string(),
  /** How often the log is written, and after how many calls at the latest. */
  flushMs: z.int().min(1),
  flushAt: z.int().min(1),
  /** As many calls as are kept for the log while the database is away; the oldest are dropped. */
  keepUnwritten: z.int().min(1),
  keepDays: z.int().min(1),
  /** Deleted at a time. */
  pruneBatch: z.int().min(1),
  /** How long one process may go on believing what another has changed. */
  standingMs: z.int().min(0),
  /** How long *check now* may take. */
  checkTimeoutMs: z.int().min(1),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** How calls wait for their turn. */
  wait: z.custom<Clock['wait']>((value) => typeof value === 'function'),
});

export type IntegrationsConfig = z.infer<typeof schema>;

export default {
  default: {
    userAgent: 'DreamersCave',
    redisPrefix: 'club',
    flushMs: 1000,
    flushAt: 100,
    keepUnwritten: 5000,
    keepDays: 90,
    pruneBatch: 500,
    standingMs: 1000,
    checkTimeoutMs: 15_000,
    now: () => Date.now(),
    wait,
  } satisfies IntegrationsConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
