import { z } from 'zod';
import type { ScheduleDefinition } from '../../../src/plugins/jobs/server/definition';
import type * as Schedules from '../../../src/plugins/jobs/server/services/schedules';
import { gate } from '../gate';
import { compiled } from '../jobs';
import { until } from '../until';
import { crowd, type World } from './world';

const yearly: ScheduleDefinition = {
  name: 'test.yearly',
  cron: '0 0 1 1 *',
  timezone: 'Europe/Rome',
  job: 'test.work',
  payload: { n: 1 },
};
const everySecond: ScheduleDefinition = {
  ...yearly,
  name: 'test.every-second',
  cron: '* * * * * *',
  job: 'test.pair',
};

/** When schedules fire: in time, once, and once for all that was missed. */
export function describeSchedules(worldOf: () => World): void {
  /** Does something to the schedules while no process works, as between two versions of the club. */
  async function restarted(change: () => unknown): Promise<void> {
    const { jobs } = worldOf();
    await jobs.stop();
    await change();
    await jobs.start();
  }
  const table = () => worldOf().club.strapi.db.connection('job_schedules');
  const nextOf = async (name: string): Promise<number> => {
    const rows: unknown = await table().where({ name }).select('next_run_at');
    return z.tuple([z.object({ next_run_at: z.coerce.number() })]).parse(rows)[0].next_run_at;
  };

  describe('a schedule', () => {
    beforeAll(async () => {
      const { config, jobs } = worldOf();
      await restarted(() => {
        jobs.register([], [yearly]);
        config.schedules = true;
      });
    });
    afterAll(() => {
      worldOf().config.schedules = false;
    });

    it('does not fire before its time', async () => {
      const { rows } = worldOf();
      const nextYear = new Date().getUTCFullYear() + 1;
      expect(await nextOf('test.yearly')).toBe(Date.UTC(nextYear - 1, 11, 31, 23));
      expect((await rows('test.work')).filter(({ key }) => key === 'test.yearly')).toEqual([]);
    });

    it('is made up for once, however often it was missed and however often the club starts', async () => {
      const { ended, rows, on } = worldOf();
      on('test.work', async () => 'made up');
      const due = await nextOf('test.yearly');
      await restarted(() =>
        table()
          .where({ name: 'test.yearly' })
          .update({ next_run_at: Date.UTC(2001, 0, 1) }),
      );
      const made = await until(
        async () => (await rows('test.work')).filter(({ key }) => key === 'test.yearly'),
        (found) => found.length > 0,
      );
      await ended(...made.map(({ id }) => id));
      await restarted(() => undefined);
      expect((await rows('test.work')).filter(({ key }) => key === 'test.yearly')).toHaveLength(1);
      expect(await nextOf('test.yearly')).toBe(due);
    });

    it('whose expression changes is due when that says, and makes up for nothing', async () => {
      const { rows } = worldOf();
      const due = await nextOf('test.yearly');
      const before = (await rows('test.work')).length;
      await restarted(() =>
        table()
          .where({ name: 'test.yearly' })
          .update({ cron: '0 0 2 1 *', next_run_at: Date.UTC(2001, 0, 2) }),
      );
      expect(await nextOf('test.yearly')).toBe(due);
      expect(await rows('test.work')).toHaveLength(before);
    });

    it('that a wrong clock has put off for years is due in time again', async () => {
      const due = await nextOf('test.yearly');
      await restarted(() =>
        table()
          .where({ name: 'test.yearly' })
          .update({ next_run_at: Date.UTC(2999, 0, 1) }),
      );
      expect(await nextOf('test.yearly')).toBe(due);
    });

    it('fires once, though whoever tells the time is ahead of this process', async () => {
      const { club, config, jobs, ended, rows, on } = worldOf();
      on('test.work', async () => 'once');
      const made = async () => (await rows('test.work')).filter(({ key }) => key === 'test.yearly').length;
      const [before, due] = [await made(), await nextOf('test.yearly')];
      const { createSchedules } = compiled('./services/schedules.js') as typeof Schedules;
      const { fire } = createSchedules(
        club.strapi,
        config,
        new Map([[yearly.name, yearly]]),
        ({ name: key }) => jobs.enqueue('test.work', { n: 1 }, { key }),
      );
      const fired = await Promise.all([fire(yearly, due + 5), fire(yearly, due + 5)]);
      expect(fired.sort()).toEqual([false, true]);
      await ended(...(await rows('test.work')).map(({ id }) => id));
      expect(await made()).toBe(before + 1);
      expect(await nextOf('test.yearly')).toBeGreaterThan(due + 300 * 24 * 60 * 60 * 1000);
      await restarted(() => table().where({ name: 'test.yearly' }).update({ next_run_at: due }));
    });

    it('fires in time, by its clock alone, and its runs do not overlap', async () => {
      const { jobs, rows, reaches, on } = worldOf();
      const { counted, within } = crowd();
      const first = gate();
      let starts = 0;
      on('test.pair', () =>
        within(async () => {
          starts += 1;
          if (starts === 1) await first.opened;
        }),
      );
      await restarted(() => jobs.register([], [everySecond]));
      const mine = async () => (await rows('test.pair')).filter(({ key }) => key === 'test.every-second');
      const [running] = await until(mine, (found) => found.length > 0);
      await reaches(running?.id ?? '', 'running');
      const fired = await nextOf('test.every-second');
      await until(
        () => nextOf('test.every-second'),
        (next) => next >= fired + 2000,
      );
      // However often it fires meanwhile, one waits.
      expect((await mine()).map(({ state }) => state)).toEqual(['running', 'pending']);
      first.open();
      await until(mine, (found) => found.filter(({ state }) => state === 'done').length >= 2);
      await jobs.stop();
      expect(counted.most).toBe(1);
      await jobs.start();
    });
  });
}
