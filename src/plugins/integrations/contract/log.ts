import { z } from 'zod';
import { message } from '../../jobs/contract/message';
import { pagination } from '../../jobs/contract/requests';

/** How a call ended: it worked; or it is tried again, never again, or once a person has acted. */
export const outcomes = ['ok', 'again', 'never', 'reconnect'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcome = z.enum(outcomes);

/** ISO 8601 with its offset. */
const timestamp = z.iso.datetime({ offset: true });

/** `GET /integrations/log`: the filters, all of which must hold. */
export const logQuery = z.strictObject({
  integration: z.string().optional(),
  outcome: outcome.optional(),
  action: z.string().optional(),
  /** The content type's uid. */
  subjectType: z.string().optional(),
  /** The documentId of the entry that the calls were about. */
  subject: z.string().optional(),
  from: timestamp.optional(),
  /** Exclusive. */
  to: timestamp.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type LogQuery = z.output<typeof logQuery>;

/** The entry that a call was about; `title` is null for one that is gone or has none. */
const subject = z.object({ type: z.string(), documentId: z.string(), title: z.string().nullable() });
export type LogSubject = z.infer<typeof subject>;

export const logEntry = z.object({
  id: z.number(),
  integration: z.string(),
  action: z.string(),
  outcome,
  subject: subject.nullable(),
  /** From 1. */
  attempt: z.number(),
  durationMs: z.number(),
  /** Masked, and at most 8 KB. */
  request: z.string().nullable(),
  answer: z.string().nullable(),
  /** What went wrong, by its name: `HTTP 429`, `timeout`. */
  failure: z.string().nullable(),
  message: message.nullable(),
  at: z.iso.datetime(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const logPage = z.object({ results: z.array(logEntry), pagination });
export type LogPage = z.infer<typeof logPage>;

/** `GET /integrations/log/choices`: what the newest calls did, in alphabetical order, and what they were about, the latest first. */
export const logChoices = z.object({ actions: z.array(z.string()), subjects: z.array(subject) });
export type LogChoices = z.infer<typeof logChoices>;
