import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StoredPause } from '../../domain/views';
import { marks, type Session } from './dialect';

const pausedQueue = z
  .object({
    name: z.string(),
    paused_at: z.coerce.number(),
    reason: z.string().nullable(),
    what_to_do: z.string().nullable(),
  })
  .transform(({ name, paused_at: since, reason, what_to_do: whatToDo }): [string, StoredPause] => [
    name,
    { since, reason: reason ?? '', whatToDo },
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
    `UPDATE job_queues SET paused_at = ?, reason = ?, what_to_do = ?
     WHERE paused_at IS NULL AND name IN (${marks(names.length)})`,
    [since, reason, whatToDo, ...names],
  );
}

export async function resumeQueues(session: Session, names: readonly string[]): Promise<void> {
  await session.run(
    `UPDATE job_queues SET paused_at = NULL, reason = NULL, what_to_do = NULL WHERE name IN (${marks(names.length)})`,
    [...names],
  );
}

export const readPauses = async (session: Session): Promise<Map<string, StoredPause>> =>
  new Map(await session.all(pausedQueue, 'SELECT * FROM job_queues WHERE paused_at IS NOT NULL'));
