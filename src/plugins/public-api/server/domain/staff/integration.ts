import { z } from 'zod';
import { timestamp } from '../../../../../http/schemas';
import type { Card } from '../../../../integrations/contract/integrations';
import { outcomes } from '../../../../integrations/contract/log';
import type { LogRow } from '../../../../integrations/server/services/log';
import type { Message } from '../../../../jobs/contract/message';

const nullable = z.string().nullable();
const call = z.strictObject({ at: timestamp, action: z.string() });

export const integrationSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    state: z.enum(['off', 'ready', 'working', 'waiting', 'broken']),
    reason: nullable,
    what_to_do: nullable,
    since: timestamp.nullable(),
    until: timestamp.nullable(),
    missing_settings: z.array(z.string()),
    can_sync: z.boolean(),
    jobs: z.strictObject({
      waiting: z.int(),
      running: z.int(),
      failed: z.int(),
      next_run_at: timestamp.nullable(),
    }),
    last_success: call.nullable(),
    last_failure: call.extend({ outcome: z.enum(outcomes), message: nullable }).nullable(),
  })
  .meta({ id: 'Integration' });
export type IntegrationView = z.infer<typeof integrationSchema>;

const textOf = (message: Message | null): string | null => message?.text ?? null;

export function toIntegration(card: Card): IntegrationView {
  const { lastFailure } = card;
  return {
    name: card.name,
    title: card.title,
    state: card.state,
    reason: textOf(card.reason),
    what_to_do: textOf(card.whatToDo),
    since: card.since,
    until: card.until,
    missing_settings: card.missing,
    can_sync: card.canSyncAll,
    jobs: {
      waiting: card.jobs.waiting,
      running: card.jobs.running,
      failed: card.jobs.failed,
      next_run_at: card.jobs.nextRunAt,
    },
    last_success: card.lastSuccess,
    last_failure: lastFailure && { ...lastFailure, message: textOf(lastFailure.message) },
  };
}

export const callSchema = z
  .strictObject({
    id: z.int(),
    at: timestamp,
    integration: z.string(),
    action: z.string(),
    outcome: z.enum(outcomes),
    subject_type: nullable,
    subject_id: nullable,
    attempt: z.int(),
    duration_ms: z.number(),
    request: nullable.describe('Masked'),
    answer: nullable.describe('Masked'),
    failure: nullable,
    message: nullable,
  })
  .meta({ id: 'IntegrationCall' });
export type CallView = z.infer<typeof callSchema>;

export const toCall = (row: LogRow): CallView => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  integration: row.integration,
  action: row.action,
  outcome: row.outcome,
  subject_type: row.subjectType,
  subject_id: row.subjectId,
  attempt: row.attempt,
  duration_ms: row.durationMs,
  request: row.request,
  answer: row.answer,
  failure: row.failure,
  message: textOf(row.message),
});
