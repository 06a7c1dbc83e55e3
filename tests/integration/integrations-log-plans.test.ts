import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { withJobs } from '../support/jobs';

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

const sqlitePlan = z.array(z.object({ detail: z.string() })).min(1);
const mysqlPlan = z.array(z.looseObject({ key: z.string().nullable(), Extra: z.string().nullable() })).min(1);

/** How the database finds the rows: by which index, and whether it sorts them afterwards. */
async function planOf(sql: string): Promise<string> {
  const { connection } = club.strapi.db;
  if (club.database === 'sqlite') {
    const steps = sqlitePlan.parse(await connection.raw(`EXPLAIN QUERY PLAN ${sql}`));
    return steps.map(({ detail }) => detail).join('; ');
  }
  const [rows] = z
    .tuple([z.unknown()])
    .rest(z.unknown())
    .parse(await connection.raw(`EXPLAIN ${sql}`));
  return mysqlPlan
    .parse(rows)
    .map(({ key, Extra }) => `${key} ${Extra}`)
    .join('; ');
}

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
  const plan = await planOf(sql);
  expect(plan).toMatch(/integration_logs_\w+_index|optimized away/);
  expect(plan).not.toMatch(/filesort|TEMP B-TREE/);
});
