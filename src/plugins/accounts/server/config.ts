import { z } from 'zod';

const provider = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Where it signs people in. */
  url: z.url(),
});
export type ProviderConfig = z.infer<typeof provider>;

const pace = z.object({
  intervalMs: z.int().min(1),
  burst: z.int().min(1),
  longestWaitMs: z.int().min(0),
});

const schema = z.object({
  /** Whether requests about accounts are rate-limited by address. */
  limits: z.boolean(),
  /** With Redis, all processes share their counters. */
  redisUrl: z.string().optional(),
  /** Separates the keys of several clubs on one Redis. */
  redisPrefix: z.string(),
  secureCookies: z.boolean(),
  /** Whether mail can be sent. */
  mail: z.boolean(),
  /** Without mail, whether account mails are written to the log: in development only, since who reads it could use their links. */
  logMails: z.boolean(),
  /** Whether replies to mails are read: by whoever `MAIL_REPLY_TO` names. */
  takesReplies: z.boolean(),
  /** How long sending one mail may take, in milliseconds. */
  mailTimeoutMs: z.int().min(1),
  clubName: z.string(),
  /** Where links in mails lead: the website, or this server's own pages where there is none. */
  websiteUrl: z.url(),
  /** Where clients reach this server; without a slash at its end. */
  publicUrl: z.url(),
  /** The origins whose pages may call with cookies. */
  origins: z.array(z.string()),
  /** Where members may sign in with an account they have elsewhere; null is off. */
  providers: z.object({
    google: provider.nullable(),
    discord: provider.nullable(),
    facebook: provider.nullable(),
    patreon: provider.nullable(),
  }),
  /** Of Facebook's Graph API. */
  facebookVersion: z.string(),
  /** How long a provider may take to answer, in milliseconds, and its largest answer in bytes. */
  providerLimits: z.object({ timeoutMs: z.int().min(1), answerBytes: z.int().min(1) }),
  /** Milliseconds since 1970; tests have another. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** How long it is known who changed what of the content. */
  activityDays: z.int().min(1),
  /** How often members' passwords are compared, in total. */
  passwordPace: pace,
  /** The same for staff. */
  staffPasswordPace: pace,
});

export type AccountsConfig = z.infer<typeof schema>;

export default {
  default: {
    limits: true,
    redisPrefix: 'club',
    secureCookies: false,
    mail: false,
    logMails: false,
    takesReplies: false,
    mailTimeoutMs: 60_000,
    clubName: 'The Club',
    websiteUrl: 'http://localhost:1337',
    publicUrl: 'http://localhost:1337',
    origins: [],
    providers: { google: null, discord: null, facebook: null, patreon: null },
    facebookVersion: 'v26.0',
    providerLimits: { timeoutMs: 8000, answerBytes: 256 * 1024 },
    now: () => Date.now(),
    // A comparison takes some 50 ms of a core.
    passwordPace: { intervalMs: 50, burst: 20, longestWaitMs: 4000 },
    // Strapi compares those of staff on the only thread, in 75 ms: this is a third of its time at most.
    staffPasswordPace: { intervalMs: 250, burst: 8, longestWaitMs: 4000 },
    activityDays: 365,
  } satisfies AccountsConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
