import { z } from 'zod';

const schema = z.object({
  /** Whether requests about accounts are rate-limited by address. */
  limits: z.boolean(),
  /** With Redis, all processes share their counters. */
  redisUrl: z.string().optional(),
  /** Separates the keys of several clubs on one Redis. */
  redisPrefix: z.string(),
  secureCookies: z.boolean(),
  mail: z.boolean(),
  /** How long it is known who changed what of the content. */
  activityDays: z.int().min(1),
  /** How often members' passwords are compared, in total. */
  passwordPace: z.object({
    intervalMs: z.int().min(1),
    burst: z.int().min(1),
    longestWaitMs: z.int().min(0),
  }),
});

export type AccountsConfig = z.infer<typeof schema>;

export default {
  default: {
    limits: true,
    redisPrefix: 'club',
    secureCookies: false,
    mail: false,
    activityDays: 365,
    // A comparison takes some 75 ms of the only thread: this is a third of its time at most.
    passwordPace: { intervalMs: 250, burst: 8, longestWaitMs: 4000 },
  } satisfies AccountsConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
