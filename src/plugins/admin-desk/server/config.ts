import { z } from 'zod';

const milliseconds = z.int().min(0);

const schema = z.object({
  /** Whether staff may open the content-type builder, as far as their roles allow it. */
  contentTypeBuilder: z.boolean(),
  clubName: z.string(),
  /** What people set their clocks by (IANA). */
  timeZone: z.string(),
  /** Whether the club sends mail. */
  mail: z.boolean(),
  /** Whether the website's address and Redis are set. */
  hasWebsite: z.boolean(),
  hasRedis: z.boolean(),
  /** Where members may sign in with an account they have elsewhere. */
  signIn: z.object({ google: z.boolean(), discord: z.boolean(), facebook: z.boolean() }),
  /** How long something must have needed a person before they are told. Less than two runs of the job, so that the second tells. */
  settleMs: milliseconds,
  /** How long it must have been gone to be over. */
  calmMs: milliseconds,
  /** The least time between two mails to somebody. */
  restMs: milliseconds,
  /** How long to wait after a mail that could not be sent. */
  retry: z.object({ first: milliseconds, most: milliseconds }),
  /** How long sending a mail may take. */
  sendTimeoutMs: z.int().min(1),
  /** How often somebody may try what is set up, and how long a test mail may take. */
  tries: z.object({ calls: z.int().min(1), seconds: z.int().min(1) }),
  tryTimeoutMs: z.int().min(1),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** Called after each mail; tests throw there. */
  at: z.custom<(stage: 'sent') => void>((value) => typeof value === 'function'),
});
export type AdminDeskConfig = z.infer<typeof schema>;

const minute = 60_000;

export default {
  default: {
    contentTypeBuilder: true,
    clubName: "The Dreamer's Cave",
    timeZone: 'Europe/Rome',
    mail: false,
    hasWebsite: false,
    hasRedis: false,
    signIn: { google: false, discord: false, facebook: false },
    settleMs: 4 * minute,
    calmMs: 9 * minute,
    restMs: 14 * minute,
    retry: { first: 4 * minute, most: 6 * 60 * minute },
    sendTimeoutMs: minute,
    tries: { calls: 10, seconds: 600 },
    tryTimeoutMs: 20_000,
    now: () => Date.now(),
    at: () => undefined,
  } satisfies AdminDeskConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
