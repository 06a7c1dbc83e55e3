import { z } from 'zod';

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
  /** Without a slash at its end. It also distinguishes this club's events from another's in one calendar. */
  publicUrl: z.string(),
  frontendUrl: z.string().optional(),
  /** The settings of each connection, by the name of its integration, which reads them itself; what is absent is off. */
  connections: z.record(z.string(), z.unknown()),
  /** Calls that an integration may get, where not as its connection says. */
  budgets: z.record(z.string(), budget),
  calls: patience,
  /** What people set their clocks by: when the nightly repair is. IANA. */
  timeZone: z.string(),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** From 0 to 1. */
  random: z.custom<() => number>((value) => typeof value === 'function'),
});

export type EventSyncConfig = z.infer<typeof schema>;

export default {
  default: {
    publicUrl: 'http://localhost:1337',
    connections: {},
    budgets: {},
    calls: { limits: {}, patience: {}, circuit: {} },
    timeZone: 'Europe/Rome',
    now: () => Date.now(),
    random: () => Math.random(),
  } satisfies EventSyncConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
