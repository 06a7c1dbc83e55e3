import { jobsService } from '../../src/plugins/jobs/server/services';
import type * as Jobs from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { compiled, withJobs } from '../support/jobs';
import { ask } from '../support/v1';

let club: Club;
beforeAll(async () => {
  club = await startClub({ prepare: withJobs([]) });
});
afterAll(() => club.stop());

describe('readiness tells of the queue', () => {
  const readiness = async () => {
    const { status, body } = await ask(club, '/health/ready');
    const { parts } = body.data as { parts: Record<string, string> };
    return [status, parts['queue']];
  };

  it('that it is up, and off where this process does no jobs', async () => {
    expect(await readiness()).toEqual([200, 'up']);
    await jobsService(club.strapi).stop();
    expect(await readiness()).toEqual([200, 'off']);
    await jobsService(club.strapi).start();
    expect(await readiness()).toEqual([200, 'up']);
  });

  it('that nothing works where a process was asked to end while it started', async () => {
    const { createJobs } = compiled('./services/index.js') as typeof Jobs;
    const jobs = createJobs(club);
    const starting = jobs.start();
    await jobs.stop();
    await starting;
    expect(await jobs.isUp()).toBeNull();
  });

  it.each([
    ['cannot work', () => Promise.resolve(false)],
    ['cannot be asked', () => Promise.reject(new Error('no connection'))],
  ])('that it is down when it %s; the club serves nevertheless', async (_case, answer) => {
    const isUp = jest.spyOn(jobsService(club.strapi), 'isUp').mockImplementation(answer);
    const said = await readiness();
    isUp.mockRestore();
    expect(said).toEqual([200, 'down']);
  });
});
