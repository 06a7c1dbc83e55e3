import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { testJob, withJobs } from '../support/jobs';

let club: Club;
let seen: (context: { inTransaction: boolean; inRequest: boolean }) => void = () => undefined;

beforeAll(async () => {
  const job = testJob(async ({ strapi }) => {
    seen({ inTransaction: strapi.db.inTransaction(), inRequest: strapi.requestContext.get() !== undefined });
  });
  club = await startClub({ prepare: withJobs([job], { pollMs: 60_000 }) });
  club.strapi.server.routes([
    {
      method: 'POST',
      path: '/enqueue-a-job',
      config: { auth: false },
      handler: async (ctx: { status: number }) => {
        await club.strapi.db.transaction(async () => {
          await jobsService(club.strapi).enqueue('test.work', { n: 1 });
        });
        ctx.status = 204;
      },
    },
  ]);
});
afterAll(() => club.stop());

test('a job runs outside of the request and the transaction that enqueued it', async () => {
  const context = new Promise((resolve) => {
    seen = resolve;
  });
  const response = await fetch(`${club.url}/enqueue-a-job`, { method: 'POST' });
  expect(response.status).toBe(204);
  expect(await context).toEqual({ inTransaction: false, inRequest: false });
});
