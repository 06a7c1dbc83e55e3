import { until } from '../until';
import type { Work } from '../jobs';
import { gate } from '../gate';
import { crowd, window, type World } from './world';

/** When jobs start: in time, in order, and not more at once than they may. */
export function describeOrder(worldOf: () => World): void {
  describe('starting', () => {
    it('waits for its time', async () => {
      const { enqueue, ended, on } = worldOf();
      const started: number[] = [];
      on('test.work', async ({ payload }) => started.push(payload.n));
      const runAt = new Date(Date.now() + 300);
      const [late, now] = [await enqueue('test.work', 1, { runAt }), await enqueue('test.work', 2)];
      const [row] = await ended(late, now);
      expect(started).toEqual([2, 1]);
      expect(row?.startedAt).toBeGreaterThanOrEqual(runAt.getTime());
    });

    it('does not wait for a time that is past', async () => {
      const { enqueue, ended, on } = worldOf();
      on('test.work', async () => 'at once');
      expect((await ended(await enqueue('test.work', 1, { runAt: new Date(0) })))[0]?.state).toBe('done');
    });

    it('takes the lowest number of priority first, then the order of arrival', async () => {
      const { jobs, enqueue, ended, reaches, rows, on } = worldOf();
      const [first, order] = [gate(), [] as number[]];
      on('test.line', async ({ payload: { n } }) => {
        if (n === 0) await first.opened;
        order.push(n);
      });
      const id = await enqueue('test.line', 0);
      await reaches(id, 'running');
      const others = [
        [5, 5],
        [1, 1],
        [3, 3],
        [6, 5],
        [2, 1],
      ] as const;
      await jobs.enqueueMany(
        'test.line',
        others.map(([n, priority]) => ({ payload: { n }, priority })),
      );
      first.open();
      await ended(...(await rows('test.line')).map((row) => row.id));
      expect(order).toEqual([0, 1, 2, 3, 5, 6]);
    });

    it('keeps to how many of a name may run at once, while others go on', async () => {
      const { enqueue, ended, on } = worldOf();
      const [pair, others] = [crowd(), gate()];
      on('test.pair', () => pair.within(() => others.opened));
      on('test.work', async () => 'went on');
      const waiting = await Promise.all([1, 2, 3, 4, 5].map((n) => enqueue('test.pair', n)));
      await ended(await enqueue('test.work', 1));
      await until(
        async () => pair.counted.most,
        (most) => most >= 2,
      );
      others.open();
      await ended(...waiting);
      expect(pair.counted.most).toBe(2);
    });

    it('uses all the room there is', async () => {
      const { config, enqueue, ended, on } = worldOf();
      const [{ counted, within }, all] = [crowd(), gate()];
      on('test.work', () =>
        within(async () => {
          if (counted.most === config.concurrency) all.open();
          await all.opened;
        }),
      );
      await ended(...(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => enqueue('test.work', n)))));
      expect(counted.most).toBe(config.concurrency);
    });

    it('keeps to how many of a name may start in a while, without polling for it', async () => {
      const { enqueue, ended, on } = worldOf();
      on('test.limited', async () => undefined);
      const before = Date.now();
      const rows = await ended(
        ...(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => enqueue('test.limited', n)))),
      );
      const last = Math.max(...rows.map(({ startedAt }) => startedAt ?? 0));
      // Three times three: the third window opens after two have passed. Redis rounds its clock.
      expect(last - before).toBeGreaterThanOrEqual(2 * window - 20);
    });

    it('counts what starts again against the limit too', async () => {
      const { enqueue, ended, on } = worldOf();
      const starts: number[] = [];
      on('test.limited', async () => {
        starts.push(performance.now());
        throw new Error('no');
      });
      const before = performance.now();
      await ended(...(await Promise.all([1, 2].map((n) => enqueue('test.limited', n)))));
      expect(starts).toHaveLength(6);
      expect((starts[5] ?? 0) - before).toBeGreaterThanOrEqual(window - 20);
    });

    it('lets no name wait until another has nothing left', async () => {
      const { config, enqueue, ended, on } = worldOf();
      const [begun, first, order] = [gate(), gate(), [] as string[]];
      const note: Work = async ({ job: { name } }) => {
        begun.open();
        await first.opened;
        order.push(name);
      };
      on('test.work', note);
      on('test.line', note);
      const many = await Promise.all(Array.from({ length: 40 }, (_, n) => enqueue('test.work', n)));
      await begun.opened;
      const line = await enqueue('test.line', 1);
      first.open();
      await ended(line, ...many);
      expect(order.indexOf('test.line')).toBeLessThan(4 * config.concurrency);
    });
  });
}
