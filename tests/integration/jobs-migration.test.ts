import { z } from 'zod';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { testJob, withJobs } from '../support/jobs';
import { until } from '../support/until';

const rows = z.array(z.object({ document_id: z.string(), outbox_published_at: z.coerce.number() }));

let club: Club;
beforeAll(async () => {
  const settings = { worker: false, schedules: false };
  club = await startClub({
    prepare: withJobs([testJob(async ({ payload: { n } }) => n)], settings),
  });
});
afterAll(() => club.stop());

/** Gives the table the column and the index of versions before the outbox. */
async function downgrade(): Promise<void> {
  const { connection } = club.strapi.db;
  await connection.schema.alterTable('jobs', (table) =>
    table.dropIndex(['state', 'outbox_published_at'], 'jobs_outbox_index'),
  );
  await connection.raw('ALTER TABLE jobs RENAME COLUMN outbox_published_at TO relayed_at');
  await connection.schema.alterTable('jobs', (table) =>
    table.index(['state', 'relayed_at'], 'jobs_relay_index'),
  );
  await connection('strapi_migrations').where('name', 'like', '%jobs-outbox%').delete();
  // Otherwise Strapi would see no change of the schema, and not look at the tables at all.
  await connection('strapi_database_schema').delete();
}

it('keeps waiting jobs, and what is known of their publication, when the column is renamed', async () => {
  const jobs = jobsService(club.strapi);
  const first = await jobs.enqueue('test.work', { n: 1 });
  const merged = await jobs.enqueue('test.work', { n: 2 }, { key: 'two' });
  expect(await jobs.enqueue('test.work', { n: 3 }, { key: 'two' })).toBe(merged);
  await downgrade();

  club = await club.restart();
  const { connection } = club.strapi.db;
  const found: unknown = await connection('jobs')
    .select('document_id', 'outbox_published_at')
    .where({ name: 'test.work' })
    .orderBy('id');
  expect(rows.parse(found)).toEqual([
    { document_id: first, outbox_published_at: 0 },
    { document_id: merged, outbox_published_at: -1 },
  ]);
  expect(await connection.schema.hasColumn('jobs', 'relayed_at')).toBe(false);

  const upgraded = jobsService(club.strapi);
  await upgraded.stop();
  Object.assign(club.strapi.config.get<object>('plugin::jobs'), { worker: true });
  await upgraded.start();
  const done = await until(
    () => upgraded.find(merged),
    (job) => job?.state === 'done',
  );
  expect(done?.result).toBe('3');
});
