import { z } from 'zod';
import { gate } from './gate';
import type { World } from './jobs-conformance/world';
import { until } from './until';

/** What a database, or the way to it, can do to us, and how it ends. */
export interface Outage {
  begin: () => Promise<unknown>;
  end: () => Promise<unknown>;
  /** Rows, by a way that the outage leaves alone. */
  read: (sql: string) => Promise<unknown>;
}

/** Of a job's result: more than fits what is left of a full disk. Characters. */
const size = 600_000;

/** Every connection of the pool may have to be found dead first. Milliseconds. */
const recovery = 60_000;

const rows = z.array(
  z.object({ id: z.string(), state: z.string(), attempt: z.number(), size: z.number().nullable() }),
);

async function rowsOf(read: Outage['read'], ids: readonly string[]): Promise<z.infer<typeof rows>> {
  const list = ids.map((id) => `'${id}'`).join(', ');
  return rows.parse(
    await read(
      `SELECT document_id AS id, state, attempt, LENGTH(result) AS size FROM jobs WHERE document_id IN (${list})`,
    ),
  );
}

const areDone = (jobs: z.infer<typeof rows>): boolean => jobs.every(({ state }) => state === 'done');

/** Jobs while COMMITs of the queue fail or are done unheard: each is done in the end, and no attempt went uncounted. */
export async function surviveCommits(world: World, { begin, end, read }: Outage): Promise<void> {
  const starts = new Map<string, number>();
  world.on('test.work', async ({ job: { id } }) => {
    starts.set(id, (starts.get(id) ?? 0) + 1);
  });
  const runAt = new Date(Date.now() + 500);
  const due = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => world.enqueue('test.work', n, { runAt })));
  await begin();
  await until(
    async () => starts.size,
    (started) => started >= due.length,
    recovery,
  );
  await end();

  const all = await until(() => rowsOf(read, due), areDone, recovery);
  expect(all).toHaveLength(due.length);
  for (const { id, attempt } of all) expect(starts.get(id)).toBeLessThanOrEqual(attempt);
}

/**
 * Jobs before, during and after an outage: what runs ends meanwhile and cannot be written, what falls due cannot be claimed. All
 * of them are done in the end, and no attempt went uncounted.
 */
export async function surviveOutage(world: World, { begin, end, read }: Outage): Promise<void> {
  const [isDown, hasEnded] = [gate(), gate()];
  const starts = new Map<string, number>();
  world.on('test.work', async ({ job: { id }, payload: { n } }) => {
    starts.set(id, (starts.get(id) ?? 0) + 1);
    if (n === 1) {
      await isDown.opened;
      hasEnded.open();
    }
    return 'x'.repeat(size);
  });
  const running = await world.enqueue('test.work', 1);
  const due = await world.enqueue('test.work', 2, { runAt: new Date(Date.now() + 1000) });
  await world.reaches(running, 'running');

  const warnings = jest.spyOn(world.club.strapi.log, 'warn');
  const said = async (): Promise<string[]> =>
    warnings.mock.calls.map(([message]: unknown[]) => String(message));
  await begin();
  isDown.open();
  await hasEnded.opened;
  await until(said, (messages) => messages.some((message) => message.startsWith('jobs: ')));
  const found = await read(`SELECT state FROM jobs WHERE document_id = '${running}'`);
  expect(found).toEqual([{ state: 'running' }]);
  warnings.mockRestore();
  await end();

  await until(() => rowsOf(read, [running, due]), areDone, recovery);
  const after = await world.enqueue('test.work', 3);
  const all = await until(() => rowsOf(read, [running, due, after]), areDone, recovery);
  expect(all).toHaveLength(3);
  for (const job of all) {
    // As JSON it is between quotes.
    expect(job.size).toBe(size + 2);
    expect(starts.get(job.id)).toBeLessThanOrEqual(job.attempt);
  }
}
