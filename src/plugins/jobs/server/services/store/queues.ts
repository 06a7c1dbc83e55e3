import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { marks, type Dialect, type Session } from './session';

export interface Pause {
  reason: string;
  /** What would let the jobs go on; null when somebody paused them on purpose. */
  whatToDo: string | null;
  /** Milliseconds since 1970. */
  since: number;
}

const queueRow = z
  .object({
    name: z.string(),
    paused_at: z.coerce.number().nullable(),
    reason: z.string().nullable(),
    what_to_do: z.string().nullable(),
  })
  .transform(({ name, paused_at: since, reason, what_to_do: whatToDo }) => ({
    name,
    pause: since === null ? null : { since, reason: reason ?? '', whatToDo },
  }));

/** Makes sure that each name has its row: claims of a name with limits wait for each other there. */
export async function ensureQueues(
  session: Session,
  dialect: Dialect,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await session.run(`${dialect.insertIgnore} INTO job_queues (document_id, name) VALUES (?, ?)`, [
      randomUUID(),
      name,
    ]);
  }
}

/** A queue that is paused already keeps its first reason. */
export async function pauseQueues(
  session: Session,
  dialect: Dialect,
  names: readonly string[],
  { reason, whatToDo, since }: Pause,
): Promise<void> {
  await ensureQueues(session, dialect, names);
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

/** The paused queues by their names. */
export async function pausesOf(session: Session): Promise<Map<string, Pause>> {
  const rows = await session.all('SELECT * FROM job_queues WHERE paused_at IS NOT NULL', []);
  const queues = rows.map((row) => queueRow.parse(row));
  return new Map(queues.flatMap(({ name, pause }) => (pause ? [[name, pause] as const] : [])));
}
