import { z } from 'zod';

const schema = z.object({
  /** Whether it is counted how often an address does what has to do with accounts. */
  limits: z.boolean(),
  /** Where there is Redis, all processes count together. */
  redisUrl: z.string().optional(),
  /** Keeps the keys of several clubs on one Redis apart. */
  redisPrefix: z.string(),
  /** Whether cookies go over https alone. */
  secureCookies: z.boolean(),
  /** Whether the club can send mail. */
  mail: z.boolean(),
  /** Members' passwords compared: so often, and no more, whoever asks. */
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
    // One takes some 75 ms of the only thread there is: a third of its time, at most.
    passwordPace: { intervalMs: 250, burst: 8, longestWaitMs: 4000 },
  } satisfies AccountsConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
