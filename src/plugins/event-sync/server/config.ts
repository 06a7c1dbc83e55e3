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

const schema = z.object({
  /** Without a slash at its end. It also tells this club's events from another's in one calendar. */
  publicUrl: z.string(),
  frontendUrl: z.string().optional(),
  /** Null is off. */
  googleCalendar: googleCalendar.nullable(),
  facebook: facebook.nullable(),
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
    timeZone: 'Europe/Rome',
    now: () => Date.now(),
    random: () => Math.random(),
  } satisfies EventSyncConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
