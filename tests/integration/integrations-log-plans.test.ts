import { startClub, type Club } from '../support/club';
import { withJobs } from '../support/jobs';
import { planOf } from '../support/query-plan';

let club: Club;
beforeAll(async () => {
  club = await startClub({ prepare: withJobs([], { worker: false }) });
  const rows = Array.from({ length: 4000 }, (_, index) => ({
    integration: `integration ${index % 5}`,
    action: 'work',
    outcome: index % 50 === 0 ? 'never' : 'ok',
    subject_id: `event-${index % 400}`,
    attempt: 1,
    duration_ms: 5,
    at: 1_000_000 + index,
    // As long as real ones: MariaDB reads a table of small rows whole.
    request: 'x'.repeat(1000),
  }));
  await club.strapi.db.connection.batchInsert('integration_logs', rows, 500);
  if (club.database === 'mysql') await club.strapi.db.connection.raw('ANALYZE TABLE integration_logs');
});
afterAll(() => club.stop());

const newest = 'ORDER BY `at` DESC, id DESC LIMIT 25';

test.each([
  ['the log', `SELECT * FROM integration_logs ${newest}`],
  ['of an integration', `SELECT * FROM integration_logs WHERE integration = 'integration 1' ${newest}`],
  ['of an outcome', `SELECT * FROM integration_logs WHERE outcome = 'never' ${newest}`],
  ['of a subject', `SELECT * FROM integration_logs WHERE subject_id = 'event-1' ${newest}`],
  ['its old entries', 'SELECT id FROM integration_logs WHERE `at` < 1000100 ORDER BY `at` LIMIT 500'],
  [
    'the last success',
    "SELECT MAX(`at`) FROM integration_logs WHERE integration = 'integration 1' AND outcome = 'ok'",
  ],
])('%s: an index finds it, in its order', async (_name, sql) => {
  const plan = await planOf(club, sql);
  expect(plan).toMatch(/integration_logs_\w+_index|optimized away/);
  expect(plan).not.toMatch(/filesort|TEMP B-TREE/);
});
