import { jobsService } from '../../src/plugins/jobs/server/services';
import { listQuery } from '../../src/plugins/jobs/contract/requests';
import { startClub, type Club } from '../support/club';
import { withJobs } from '../support/jobs';
import { plansOf } from '../support/query-plan';

let club: Club;
beforeAll(async () => {
  club = await startClub({ prepare: withJobs([], { worker: false }) });
  const rows = Array.from({ length: 6000 }, (_, index) => ({
    document_id: `job-${index}`,
    name: `name ${index % 3}`,
    key: `event-${index % 100}`,
    // As long as real ones: MariaDB reads a table of small rows whole.
    payload: 'x'.repeat(1000),
    state: index % 40 === 0 ? 'failed' : 'done',
    priority: 0,
    run_at: 0,
    enqueued_at: index,
    attempt: 1,
  }));
  await club.strapi.db.connection.batchInsert('jobs', rows, 50);
  if (club.database === 'mysql') await club.strapi.db.connection.raw('ANALYZE TABLE jobs');
});
afterAll(() => club.stop());

test.each([
  // Those that failed: by their ids, whether they are resolved.
  ['all', {}, 2],
  ['those that are done', { state: 'done' }, 2],
  ['a later page of them', { state: 'done', page: '50' }, 2],
  ['those that failed', { state: 'failed' }, 3],
  ['those of a name that are done', { name: 'name 1', state: 'done' }, 2],
])('a page of %s is found in its order', async (_what, query, queries) => {
  const plans = await plansOf(club, () => jobsService(club.strapi).list(listQuery.parse(query)));
  expect(plans).toHaveLength(queries);
  expect(plans.join('\n')).not.toMatch(/filesort|TEMP B-TREE/);
});
