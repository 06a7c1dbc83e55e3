import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { columnsOf, messageIn } from '../../domain/messages';
import type { StoredPause } from '../../domain/views';
import { untranslated } from '../../../contract/message';
import { marks, type Session } from './dialect';

const pausedQueue = z
  .object({
    name: z.string(),
    paused_at: z.coerce.number(),
    reason: z.string().nullable(),
    what_to_do: z.string().nullable(),
    reason_message: z.string().nullable(),
    remedy_message: z.string().nullable(),
  })
  .transform(({ name, paused_at: since, ...row }): [string, StoredPause] => [
    name,
    {
      since,
      reason: messageIn(row.reason, row.reason_message) ?? untranslated(''),
      whatToDo: messageIn(row.what_to_do, row.remedy_message),
    },
  ]);

/** Inserts the missing rows of queues, on which claims of names with limits are serialised. */
export async function ensureQueues(session: Session, names: readonly string[]): Promise<void> {
  const insert = `${session.insertIgnore} INTO job_queues (document_id, name) VALUES (?, ?)`;
  for (const name of names) await session.run(insert, [randomUUID(), name]);
}

/** Pauses queues; one that is paused already keeps its first reason. */
export async function pauseQueues(
  session: Session,
  names: readonly string[],
  { reason, whatToDo, since }: StoredPause,
): Promise<void> {
  await ensureQueues(session, names);
  await session.run(
    `UPDATE job_queues SET paused_at = ?, reason = ?, reason_message = ?, what_to_do = ?, remedy_message = ?
     WHERE paused_at IS NULL AND name IN (${marks(names.length)})`,
    [since, ...columnsOf(reason), ...columnsOf(whatToDo), ...names],
  );
}

export async function resumeQueues(session: Session, names: readonly string[]): Promise<void> {
  await session.run(
    `UPDATE job_queues
     SET paused_at = NULL, reason = NULL, reason_message = NULL, what_to_do = NULL, remedy_message = NULL
     WHERE name IN (${marks(names.length)})`,
    [...names],
  );
}

export const readPauses = async (session: Session): Promise<Map<string, StoredPause>> =>
  new Map(await session.all(pausedQueue, 'SELECT * FROM job_queues WHERE paused_at IS NOT NULL'));
