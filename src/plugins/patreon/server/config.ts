import { z } from 'zod';

const schema = z.object({
  /** Patreon's API; null: no access to it, and webhooks alone tell of supporters. */
  api: z
    .object({
      clientId: z.string(),
      clientSecret: z.string(),
      accessToken: z.string(),
      refreshToken: z.string(),
    })
    .nullable(),
  /** Where Patreon is. */
  url: z.string(),
  /** The club's campaign: nothing else counts. Null: Patreon is off. */
  campaignId: z.string().nullable(),
  /** Any of them may have signed a delivery, so that one can be replaced by another. */
  webhookSecrets: z.array(z.string()),
  /** Encrypts the tokens that Patreon gives. */
  encryptionKey: z.string(),
  /** What links to files are signed with: base64url. */
  fileKey: z.string(),
  publicUrl: z.string(),
  levels: z.object({
    /** How long a level outlasts a declined charge. */
    graceDays: z.int().min(0),
    pending: z.boolean(),
    freeTrial: z.boolean(),
    gifted: z.boolean(),
  }),
  breaker: z.object({
    /** A sync that would lower more than this share of the supporters, and more than so many, asks a person. */
    share: z.number().min(0).max(1),
    supporters: z.int().min(0),
  }),
  /** Members a page; Patreon gives 1,000 at most. */
  pageSize: z.int().min(1).max(1000),
  /** Rows a transaction of the sync. */
  batch: z.int().min(1),
  /** How long what the webhook has sent is kept. */
  deliveryDays: z.int().min(1),
  /** IANA, for the nightly sync. */
  timeZone: z.string(),
  /** Calls of the API; Patreon allows 100 a minute of one token. */
  budget: z.object({ calls: z.int().min(1), seconds: z.number().positive() }),
  /** How patient calls are; what is absent is as it is for every remote. */
  calls: z.object({
    limits: z.object({ timeoutMs: z.number().exactOptional() }),
    patience: z.object({
      retries: z.int().min(0).exactOptional(),
      firstPauseMs: z.number().exactOptional(),
      longestPauseMs: z.number().exactOptional(),
    }),
    circuit: z.object({ failures: z.int().min(1).exactOptional(), openMs: z.number().exactOptional() }),
  }),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
});
export type PatreonConfig = z.infer<typeof schema>;

export default {
  default: {
    api: null,
    url: 'https://www.patreon.com',
    campaignId: null,
    webhookSecrets: [],
    encryptionKey: '',
    fileKey: '',
    publicUrl: 'http://localhost:1337',
    levels: { graceDays: 7, pending: true, freeTrial: true, gifted: true },
    breaker: { share: 0.1, supporters: 5 },
    pageSize: 1000,
    batch: 250,
    deliveryDays: 90,
    timeZone: 'Europe/Rome',
    // Windows of a minute can meet: no more than 96 in any.
    budget: { calls: 8, seconds: 5 },
    calls: { limits: {}, patience: {}, circuit: {} },
    now: () => Date.now(),
  } satisfies PatreonConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
