import { randomUUID } from 'node:crypto';
import { RetryAt, UnrecoverableError } from '../jobs';
import { gate } from '../gate';
import { until } from '../until';
import type { World } from './world';

/** What becomes of a job, however its handler ends. */
export function describeEndings(worldOf: () => World): void {
  const fail = (error: unknown) => async () => {
    throw error;
  };

  describe('an attempt', () => {
    it('that goes well leaves its result and how far it came', async () => {
      const { enqueue, ended, on } = worldOf();
      on('test.work', async ({ payload: { n }, progress }) => {
        progress(3, 3, 'all of them');
        return { n, list: ['a'] };
      });
      const [row] = await ended(await enqueue('test.work', 1, { owner: 'ada' }));
      expect(row).toMatchObject({
        state: 'done',
        result: '{"n":1,"list":["a"]}',
        progress: { done: 3, total: 3, message: 'all of them' },
        attempt: 1,
        error: null,
        history: [],
        owner: 'ada',
        leaseToken: null,
      });
      expect(row?.finishedAt).toBeGreaterThanOrEqual(row?.startedAt ?? Infinity);
    });

    it('is told what it works on', async () => {
      const { enqueue, ended, on } = worldOf();
      const told: unknown[] = [];
      on('test.work', async ({ job, payload }) => told.push({ ...job, payload }));
      const id = await enqueue('test.work', 7, { key: 'told', owner: 'ada' });
      await ended(id);
      expect(told).toEqual([
        {
          id,
          name: 'test.work',
          key: 'told',
          owner: 'ada',
          priority: 0,
          attempt: 1,
          enqueuedAt: expect.any(Date),
          payload: { n: 7 },
        },
      ]);
    });

    it('tells of its progress while it runs', async () => {
      const { enqueue, ended, row, on } = worldOf();
      const isSeen = gate();
      on('test.work', async ({ progress }) => {
        progress(1, 4, 'a quarter');
        await isSeen.opened;
      });
      const id = await enqueue('test.work', 1);
      await until(
        () => row(id),
        ({ progress }) => progress.message === 'a quarter',
      );
      isSeen.open();
      await ended(id);
    });

    it('that fails is tried again, later each time, until it has failed', async () => {
      const { enqueue, ended, on } = worldOf();
      const attempts: number[] = [];
      on('test.work', async ({ job }) => {
        attempts.push(job.attempt);
        throw new Error(`no ${job.attempt}`);
      });
      const [row] = await ended(await enqueue('test.work', 1));
      expect(attempts).toEqual([1, 2, 3]);
      expect(row).toMatchObject({ state: 'failed', attempt: 3, error: { text: 'no 3' } });
      expect(row?.history.map(({ attempt, outcome, message }) => [attempt, outcome, message.text])).toEqual([
        [1, 'failed', 'no 1'],
        [2, 'failed', 'no 2'],
        [3, 'failed', 'no 3'],
      ]);
      const [first, second] = row?.history ?? [];
      expect(Date.parse(second?.startedAt ?? '')).toBeGreaterThanOrEqual(
        Date.parse(first?.endedAt ?? '') + 20,
      );
    });

    it('that failed before and goes well now is done', async () => {
      const { enqueue, ended, on } = worldOf();
      on('test.work', async ({ job, progress }) => {
        if (job.attempt > 1) return 'yes';
        progress(1, 2, 'half');
        throw new Error('no');
      });
      const [row] = await ended(await enqueue('test.work', 1));
      expect(row).toMatchObject({ state: 'done', attempt: 2, error: null, result: '"yes"' });
      expect(row?.progress).toEqual({ done: null, total: null, message: null });
    });

    it('that asks for another time gets it, and does not count', async () => {
      const { enqueue, ended, on } = worldOf();
      const again: Date[] = [];
      on('test.work', async ({ job }) => {
        if (again.length === 5) return job.attempt;
        again.push(new Date(Date.now() + 40));
        throw new RetryAt(new Date(Date.now() + 40), 'full');
      });
      const [row] = await ended(await enqueue('test.work', 1));
      expect(row).toMatchObject({ state: 'done', attempt: 1, result: '1' });
      expect(row?.history.map(({ outcome }) => outcome)).toEqual(Array(5).fill('again'));
      expect(row?.startedAt).toBeGreaterThanOrEqual(again.at(-1)?.getTime() ?? Infinity);
    });

    it.each([
      ['that says never again', fail(new UnrecoverableError('gone')), /^gone$/],
      [
        'whose result refers to itself',
        async () => {
          const loop: { loop?: unknown } = {};
          loop.loop = loop;
          return loop;
        },
        /circular/,
      ],
      ['whose result is more than anybody wants to keep', async () => 'x'.repeat(1_000_001), /characters/],
      ['that throws what cannot be told', fail(Object.create(null)), /null prototype/],
      ['that throws nothing', fail(undefined), /^undefined$/],
    ] as const)('%s ends as failed, with the reason', async (_case, work, reason) => {
      const { enqueue, ended, on } = worldOf();
      on('test.work', work);
      const [row] = await ended(await enqueue('test.work', 1));
      expect(row?.state).toBe('failed');
      expect(row?.error?.text).toMatch(reason);
    });

    it.each([
      [
        'listens',
        (signal: AbortSignal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(new Error('heard'))),
          ),
      ],
      ['does not listen', () => new Promise(() => undefined)],
    ])('that takes too long is stopped, whether it %s or not', async (_case, work) => {
      const { enqueue, ended, on } = worldOf();
      const signals: AbortSignal[] = [];
      on('test.hasty', ({ signal }) => {
        signals.push(signal);
        return work(signal);
      });
      const [row] = await ended(await enqueue('test.hasty', 1));
      expect(row).toMatchObject({ state: 'failed', attempt: 1 });
      expect(row?.error?.text).toMatch(/longer than 0.15 seconds|heard/);
      expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    });

    it('cannot spoil the leases of others by what it tells of its progress', async () => {
      const { config, enqueue, ended, on } = worldOf();
      const end = performance.now() + config.leaseMs * 1.5;
      on('test.work', async ({ payload: { n }, progress, signal }) => {
        await until(
          async () => {
            if (n === 1) progress(0 / 0, 1e15, 'x'.repeat(999));
            return performance.now();
          },
          (now) => now > end,
        );
        signal.throwIfAborted();
      });
      const rows = await ended(...(await Promise.all([1, 2].map((n) => enqueue('test.work', n)))));
      expect(rows.map(({ state, attempt }) => [state, attempt])).toEqual([
        ['done', 1],
        ['done', 1],
      ]);
    });
  });

  describe('a row that another version of the club has left', () => {
    it.each([
      ['of a job that there is no more', { name: 'test.retired' }, /no job called “test.retired”/],
      ['with a payload of an older shape', { payload: '{"number":1}' }, /not what the job expects[^]*n/],
      ['with a payload that is no JSON', { payload: '{"n":' }, /JSON/],
    ])('%s fails for good, with the reason', async (_case, differs, reason) => {
      const { club, jobs, ended } = worldOf();
      const id = randomUUID();
      const row = { document_id: id, name: 'test.work', payload: '{"n":1}', state: 'pending', priority: 0 };
      const times = { run_at: 0, enqueued_at: Date.now(), attempt: 0, outbox_published_at: 0 };
      await club.strapi.db.connection('jobs').insert({ ...row, ...times, ...differs });
      await jobs.resume(['test.work']);
      const [left] = await ended(id);
      expect(left).toMatchObject({ state: 'failed', attempt: 1 });
      expect(left?.error?.text).toMatch(reason);
    });
  });
}
