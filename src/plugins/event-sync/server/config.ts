import { z } from 'zod';

const googleCalendar = z.object({
  key: z.object({ client_email: z.string(), private_key: z.string() }),
  internalId: z.string(),
  publicId: z.string(),
  apiUrl: z.string(),
  tokenUrl: z.string(),
});

const facebook = z.object({
  pageId: z.string(),
  pageToken: z.string(),
  appSecret: z.string(),
  graphUrl: z.string(),
  graphVersion: z.string(),
});

const calls = z.object({ calls: z.int().min(1), seconds: z.number().positive() });
const budget = calls.extend({ burst: calls.exactOptional() });
const milliseconds = z.number().min(0).exactOptional();

/** How patient calls are; what is absent is as it is for every remote. */
const patience = z.object({
  limits: z.object({ timeoutMs: milliseconds }),
  patience: z.object({
    retries: z.int().min(0).exactOptional(),
    firstPauseMs: milliseconds,
    longestPauseMs: milliseconds,
  }),
  circuit: z.object({ failures: z.int().min(1).exactOptional(), openMs: milliseconds }),
});

const schema = z.object({
  /** Without a slash at its end. It also tells this club's events from another's in one calendar. */
  publicUrl: z.string(),
  frontendUrl: z.string().optional(),
  /** Null is off. */
  googleCalendar: googleCalendar.nullable(),
  facebook: facebook.nullable(),
  /** What a budget is spent by: Google counts an account's calls of a minute; Facebook by how many people a page reaches. */
  budgets: z.object({ 'google-calendar': budget, facebook: budget }),
  calls: patience,
  /** What people set their clocks by: when the nightly repair is. IANA. */
  timeZone: z.string(),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** From 0 to 1. */
  random: z.custom<() => number>((value) => typeof value === 'function'),
});

export type EventSyncConfig = z.infer<typeof schema>;
export type GoogleCalendarSettings = z.infer<typeof googleCalendar>;
export type FacebookSettings = z.infer<typeof facebook>;

export default {
  default: {
    publicUrl: 'http://localhost:1337',
    googleCalendar: null,
    facebook: null,
    budgets: {
      // Google lets 600 pass in any minute. Windows of a second can meet 61 times in one, those of the burst twice, and a
      // process that starts anew begins with full ones: 61 × 9 + 2 × 10 + 9 + 10.
      'google-calendar': { calls: 9, seconds: 1, burst: { calls: 10, seconds: 60 } },
      facebook: { calls: 2, seconds: 1 },
    },
    calls: { limits: {}, patience: {}, circuit: {} },
    timeZone: 'Europe/Rome',
    now: () => Date.now(),
    random: () => Math.random(),
  } satisfies EventSyncConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
