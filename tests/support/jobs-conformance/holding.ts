import type * as Jobs from '../../../src/plugins/jobs/server/services';
import { compiled, UnrecoverableError, ActionRequiredError } from '../jobs';
import { gate } from '../gate';
import { until } from '../until';
import type { World } from './world';

const { createJobs } = compiled('./services/index.js') as typeof Jobs;

const later = (): Date => new Date(Date.now() + 60 * 60 * 1000);

/** What holds jobs up: people, and processes that end. */
export function describeHolding(worldOf: () => World): void {
  describe('a pause', () => {
    it('lets what runs go on, keeps what waits, and ends when somebody says so', async () => {
      const { jobs, enqueue, ended, reaches, row, on } = worldOf();
      const first = gate();
      on('test.line', async ({ payload: { n } }) => {
        if (n === 1) await first.opened;
      });
      const running = await enqueue('test.line', 1);
      await reaches(running, 'running');
      await jobs.pause(['test.line'], { reason: 'moving house' });
      const waiting = await enqueue('test.line', 2);
      first.open();
      expect((await ended(running))[0]?.state).toBe('done');
      on('test.work', async () => undefined);
      await ended(await enqueue('test.work', 3));
      expect((await row(waiting)).state).toBe('pending');
      expect(await jobs.counts(['test.line'])).toMatchObject({
        waiting: 1,
        running: 0,
        paused: { reason: { text: 'moving house' }, whatToDo: null, since: expect.any(Number) },
      });
      await jobs.resume(['test.line']);
      expect((await ended(waiting))[0]?.state).toBe('done');
      expect((await jobs.counts(['test.line'])).paused).toBeNull();
    });

    it('keeps its first reason', async () => {
      const { jobs } = worldOf();
      await jobs.pause(['test.pair'], { reason: 'one' });
      await jobs.pause(['test.pair'], { reason: 'two' });
      expect((await jobs.counts(['test.pair'])).paused?.reason.text).toBe('one');
      await jobs.resume(['test.pair']);
    });

    it('falls upon the whole group when a person must act, and nothing is lost by it', async () => {
      const { jobs, enqueue, ended, row, on } = worldOf();
      let isRenewed = false;
      const work = async () => {
        if (!isRenewed) throw new ActionRequiredError('the key has expired', 'paste a new one');
        return 'worked';
      };
      on('test.grouped', work);
      on('test.grouped-too', work);
      const refused = await enqueue('test.grouped', 1);
      const { paused } = await until(
        () => jobs.counts(['test.grouped']),
        (counts) => counts.paused !== null,
      );
      expect(paused).toMatchObject({
        reason: { text: 'the key has expired' },
        whatToDo: { text: 'paste a new one' },
      });
      const other = await enqueue('test.grouped-too', 2);
      on('test.work', async () => undefined);
      await ended(await enqueue('test.work', 3));
      expect(await row(refused)).toMatchObject({
        state: 'pending',
        attempt: 0,
        error: { text: 'the key has expired' },
      });
      expect((await row(other)).state).toBe('pending');

      isRenewed = true;
      await jobs.resume(jobs.groupOf('test.grouped'));
      const rows = await ended(refused, other);
      expect(rows.map(({ state, attempt, result }) => [state, attempt, result])).toEqual([
        ['done', 1, '"worked"'],
        ['done', 1, '"worked"'],
      ]);
    });
  });

  describe('a person', () => {
    it('calls off what waits, and what runs, at once', async () => {
      const { jobs, enqueue, reaches, row, on } = worldOf();
      let reason: unknown = null;
      on('test.work', ({ signal }) => {
        signal.addEventListener('abort', () => (reason = signal.reason));
        return new Promise(() => undefined);
      });
      const [running, waiting] = [
        await enqueue('test.work', 1),
        await enqueue('test.work', 2, { runAt: later() }),
      ];
      await reaches(running, 'running');
      await jobs.cancel(waiting);
      await jobs.cancel(running);
      expect(String(reason)).toMatch('no longer');
      for (const id of [running, waiting])
        expect(await row(id)).toMatchObject({
          state: 'cancelled',
          finishedAt: expect.any(Number),
          result: null,
        });
    });

    it('calls off in one process what runs in another, which stops it when it renews its lease', async () => {
      const { club, jobs, enqueue, reaches, row, on } = worldOf();
      const stopped = gate<unknown>();
      on('test.work', ({ signal }) => {
        signal.addEventListener('abort', () => stopped.open(signal.reason));
        return new Promise(() => undefined);
      });
      const id = await enqueue('test.work', 1);
      await reaches(id, 'running');
      // One that works on nothing, as that of another process.
      const others = createJobs({ strapi: club.strapi });
      await others.cancel(id);
      expect(String(await stopped.opened)).toMatch('no longer');
      expect(await row(id)).toMatchObject({ state: 'cancelled', result: null });
      expect(await jobs.counts(['test.work'])).toMatchObject({ running: 0 });
    });

    it('gives what failed another chance, with all its attempts', async () => {
      const { jobs, enqueue, ended, on } = worldOf();
      on('test.work', async () => {
        throw new UnrecoverableError('no');
      });
      const ids = await Promise.all([1, 2, 3].map((n) => enqueue('test.work', n, { key: `chance ${n}` })));
      await ended(...ids);
      on('test.work', async () => 'at last');
      await jobs.retry(String(ids[0]));
      await ended(String(ids[0]));
      await jobs.retryFailed('test.work');
      const rows = await ended(...ids);
      expect(rows.map(({ state, attempt, result }) => [state, attempt, result])).toEqual(
        ids.map(() => ['done', 1, '"at last"']),
      );
    });
  });

  describe('a process that ends', () => {
    it('lets what runs finish for a while', async () => {
      const { jobs, enqueue, reaches, row, on } = worldOf();
      const stopping = gate();
      on('test.work', async () => {
        await stopping.opened;
        return 'finished';
      });
      const id = await enqueue('test.work', 1);
      await reaches(id, 'running');
      const stopped = jobs.stop();
      stopping.open();
      await stopped;
      expect(await row(id)).toMatchObject({ state: 'done', result: '"finished"' });
      await jobs.start();
    });

    it('gives back what does not finish, without counting it; the next goes on with it', async () => {
      const { jobs, enqueue, ended, reaches, row, on } = worldOf();
      const reasons: unknown[] = [];
      on('test.work', ({ signal }) => {
        if (reasons.length > 0) return Promise.resolve('in the end');
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reasons.push(signal.reason);
            reject(new UnrecoverableError('a handler that is stopped may say anything'));
          });
        });
      });
      const id = await enqueue('test.work', 1);
      await reaches(id, 'running');
      await jobs.stop();
      expect(String(reasons)).toMatch('The process ends');
      expect(await row(id)).toMatchObject({ state: 'pending', attempt: 0, leaseToken: null });
      await jobs.start();
      expect((await ended(id))[0]).toMatchObject({ state: 'done', attempt: 1, result: '"in the end"' });
    });

    it('takes nothing more, however much waits', async () => {
      const { config, jobs, enqueue, ended, rows, on } = worldOf();
      const started: number[] = [];
      let isFree = false;
      on('test.work', ({ payload: { n }, signal }) => {
        started.push(n);
        if (isFree) return Promise.resolve();
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        );
      });
      on('test.pair', async () => started.push(-1));
      const ids = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => enqueue('test.work', n)));
      await until(
        async () => started.length,
        (count) => count === config.concurrency,
      );
      const pair = await enqueue('test.pair', 1);
      await jobs.stop();
      expect(started).toHaveLength(config.concurrency);
      expect((await rows('test.work')).filter(({ state }) => state === 'running')).toEqual([]);
      isFree = true;
      await jobs.start();
      const states = (await ended(pair, ...ids)).map(({ state, attempt }) => `${state} ${attempt}`);
      expect(new Set(states)).toEqual(new Set(['done 1']));
    });

    it('works on what it was claiming at that moment', async () => {
      const { config, jobs, enqueue, ended, row, on } = worldOf();
      const { at } = config;
      const stopped = gate();
      on('test.work', async () => 'worked on');
      config.at = (stage) => {
        if (stage === 'after-claim') stopped.open(jobs.stop());
      };
      const id = await enqueue('test.work', 1);
      await stopped.opened;
      config.at = at;
      expect((await row(id)).state).not.toBe('running');
      await jobs.start();
      expect((await ended(id))[0]).toMatchObject({ state: 'done', attempt: 1 });
    });

    it('finds what was enqueued while it was away', async () => {
      const { jobs, enqueue, ended, on } = worldOf();
      on('test.work', async () => undefined);
      await jobs.stop();
      const ids = [
        await enqueue('test.work', 1),
        await enqueue('test.work', 2, { runAt: new Date(Date.now() + 100) }),
      ];
      await jobs.start();
      expect((await ended(...ids)).map(({ state }) => state)).toEqual(['done', 'done']);
    });
  });
}
