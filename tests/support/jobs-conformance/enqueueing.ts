import { z } from 'zod';
import type { JobRow } from '../../../src/plugins/jobs/server/domain/job';
import type { EnqueueOptions } from '../../../src/plugins/jobs/server/services/enqueue';
import { gate } from '../gate';
import { crowd, type World } from './world';

const hour = 60 * 60 * 1000;

/** What `enqueue` promises: with the transaction or not at all, single by key, in time and in order. */
export function describeEnqueueing(worldOf: () => World): void {
  describe('enqueueing', () => {
    it('starts what a transaction has committed, and not before', async () => {
      const { club, enqueue, ended, on } = worldOf();
      const events: string[] = [];
      on('test.work', async () => events.push('started'));
      const id = await club.strapi.db.transaction(async () => {
        const enqueued = await enqueue('test.work', 1);
        await club.strapi.db.query('api::category.category').count();
        events.push('committing');
        return enqueued;
      });
      await ended(id);
      expect(events).toEqual(['committing', 'started']);
    });

    it('starts what a transaction of knex has committed, as an import writes it', async () => {
      const { club, enqueue, ended, on } = worldOf();
      on('test.work', async () => 'imported');
      const { transactionCtx } = await import('@strapi/database/dist/transaction-context');
      const transaction = await club.strapi.db.connection.transaction();
      const id = await transactionCtx.run(transaction, () =>
        club.strapi.db.transaction(() => enqueue('test.work', 1)),
      );
      await transaction.commit();
      expect((await ended(id))[0]?.result).toBe('"imported"');
    });

    it.each([
      ['fails', false],
      ['fails around one that went well', true],
    ])('leaves nothing of a transaction that %s', async (_case, isNested) => {
      const { club, jobs, enqueue, ended, on } = worldOf();
      const seen: number[] = [];
      on('test.line', async ({ payload }) => seen.push(payload.n));
      const inTransaction = async (work: () => Promise<string>): Promise<string> =>
        club.strapi.db.transaction(async () => work());
      let id = '';
      const failing = inTransaction(async () => {
        id = isNested ? await inTransaction(() => enqueue('test.line', 1)) : await enqueue('test.line', 1);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await jobs.find(id)).toBeNull();
      await ended(await enqueue('test.line', 2));
      expect(seen).toEqual([2]);
    });

    it('refuses an unknown name and a wrong payload before anything is written; so does the compiler', async () => {
      const { club, jobs } = worldOf();
      const count = () => club.strapi.db.query('plugin::jobs.job').count();
      const before = await count();
      // @ts-expect-error -- no such job
      await expect(jobs.enqueue('test.unheard', { n: 1 })).rejects.toThrow('There is no job "test.unheard"');
      // @ts-expect-error -- a text is no number
      await expect(jobs.enqueue('test.work', { n: 'one' })).rejects.toThrow(z.ZodError);
      // @ts-expect-error -- one of two is wrong
      const items: { payload: { n: number } }[] = [{ payload: { n: 1 } }, { payload: { n: 'two' } }];
      await expect(jobs.enqueueMany('test.work', items)).rejects.toThrow(z.ZodError);
      await expect(jobs.enqueue('test.work', { n: 1 }, { key: '' })).rejects.toThrow(TypeError);
      await expect(jobs.enqueue('test.work', { n: 1 }, { priority: -1 })).rejects.toThrow(TypeError);
      await expect(jobs.enqueue('test.work', { n: 1 }, { runAt: new Date(NaN) })).rejects.toThrow(TypeError);
      expect(await count()).toBe(before);
    });

    it('takes 20,000 at once', async () => {
      const { club, jobs } = worldOf();
      await jobs.pause(['test.work'], { reason: 'counting' });
      const items = Array.from({ length: 20_000 }, (_, n) => ({ payload: { n } }));
      const waiting = async (): Promise<number> => (await jobs.counts(['test.work'])).waiting;
      const before = await waiting();
      expect(await jobs.enqueueMany('test.work', items)).toBe(20_000);
      expect((await waiting()) - before).toBe(20_000);
      await club.strapi.db.connection('jobs').where({ name: 'test.work', state: 'pending' }).delete();
      await jobs.resume(['test.work']);
    });
  });

  describe('a key', () => {
    const soon = (): Date => new Date(Date.now() + hour);
    const later = (): Date => new Date(Date.now() + 2 * hour);

    it.each<[string, EnqueueOptions, EnqueueOptions, Partial<JobRow>]>([
      ['the latest payload', {}, {}, { payload: '{"n":2}' }],
      ['the earlier time', { runAt: later() }, { runAt: soon() }, { state: 'delayed' }],
      ['at once rather than later', { runAt: later() }, {}, { state: 'pending', runAt: 0 }],
      ['at once, though asked again for later', {}, { runAt: soon() }, { state: 'pending', runAt: 0 }],
      ['the lower number of priority', { priority: 9 }, { priority: 4 }, { priority: 4 }],
      [
        'the lower number of priority, though asked again with more',
        { priority: 4 },
        { priority: 9 },
        { priority: 4 },
      ],
      ['whose task it is', { owner: 'ada' }, {}, { owner: 'ada' }],
      ['whose task it was first', { owner: 'ada' }, { owner: 'bob' }, { owner: 'ada' }],
      ['who asks for what was nobody’s', {}, { owner: 'bob' }, { owner: 'bob' }],
    ])('makes it single while it waits: %s', async (what, first, second, expected) => {
      const { jobs, enqueue, row } = worldOf();
      await jobs.pause(['test.line'], { reason: 'merging' });
      const id = await enqueue('test.line', 1, { ...first, key: what });
      expect(await enqueue('test.line', 2, { ...second, key: what })).toBe(id);
      expect(await row(id)).toMatchObject(expected);
      if (first.runAt && second.runAt) expect((await row(id)).runAt).toBe(second.runAt.getTime());
      await worldOf().club.strapi.db.connection('jobs').where({ document_id: id }).delete();
      await jobs.resume(['test.line']);
    });

    it('stays whose it is when many are asked for at once', async () => {
      const { jobs, enqueue, row } = worldOf();
      const options = { key: 'many of many', runAt: soon() };
      const id = await enqueue('test.line', 1, { ...options, owner: 'ada' });
      await jobs.enqueueMany('test.line', [{ payload: { n: 2 }, ...options, owner: 'bob' }]);
      expect(await row(id)).toMatchObject({ owner: 'ada', payload: '{"n":2}' });
      expect(await jobs.cancel(id)).toEqual({ outcome: 'cancelled' });
    });

    it('can be cancelled once a transaction that holds it has ended', async () => {
      const { club, jobs, enqueue } = worldOf();
      const id = await enqueue('test.line', 1, { key: 'held', runAt: soon() });
      const transaction = await club.strapi.db.connection.transaction();
      await transaction('jobs').where({ document_id: id }).forUpdate();
      const cancelled = jobs.cancel(id);
      for (let query = 0; query < 100; query += 1) await transaction.raw('SELECT 1');
      await transaction.commit();
      expect(await cancelled).toEqual({ outcome: 'cancelled' });
    });

    it('runs once with what was asked last', async () => {
      const { jobs, enqueue, ended, on } = worldOf();
      const seen: number[] = [];
      on('test.line', async ({ payload }) => seen.push(payload.n));
      await jobs.pause(['test.line'], { reason: 'merging' });
      const ids = [];
      for (const n of [1, 2, 3]) ids.push(await enqueue('test.line', n, { key: 'same' }));
      await jobs.resume(['test.line']);
      await ended(...ids);
      await ended(await enqueue('test.line', 4));
      expect(seen).toEqual([3, 4]);
    });

    it('brings forward what waits for later', async () => {
      const { enqueue, ended, on } = worldOf();
      on('test.work', async ({ payload }) => payload.n);
      const id = await enqueue('test.work', 1, { key: 'forward', runAt: later() });
      expect(await enqueue('test.work', 2, { key: 'forward' })).toBe(id);
      expect((await ended(id))[0]?.result).toBe('2');
    });

    it.each(['Key', 'KEY', 'k\u00e9y', 'key ', '🎸', '🥁'])('%p is not "key"', async (other) => {
      const { jobs, enqueue, ended, on } = worldOf();
      on('test.work', async ({ payload }) => payload.n);
      await jobs.pause(['test.work'], { reason: 'merging' });
      const ids = [
        await enqueue('test.work', 1, { key: 'key' }),
        await enqueue('test.work', 2, { key: other }),
      ];
      await jobs.resume(['test.work']);
      expect((await ended(...ids)).map(({ result }) => result)).toEqual(['1', '2']);
    });

    it('is never at work twice, and what is asked meanwhile comes after', async () => {
      const { enqueue, ended, reaches, on } = worldOf();
      const { counted, within } = crowd();
      const [first, seen] = [gate(), [] as number[]];
      on('test.work', ({ payload: { n } }) =>
        within(async () => {
          if (n === 1) await first.opened;
          seen.push(n);
        }),
      );
      const running = await enqueue('test.work', 1, { key: 'busy' });
      await reaches(running, 'running');
      const next = await enqueue('test.work', 2, { key: 'busy' });
      expect(next).not.toBe(running);
      expect(await enqueue('test.work', 3, { key: 'busy' })).toBe(next);
      first.open();
      await ended(running, next);
      expect({ seen, most: counted.most }).toEqual({ seen: [1, 3], most: 1 });
    });

    it('that fails gives way to what was asked meanwhile', async () => {
      const { enqueue, ended, reaches, on } = worldOf();
      const first = gate();
      on('test.work', async ({ payload: { n } }) => {
        if (n === 2) return 'newer';
        await first.opened;
        throw new Error('no');
      });
      const running = await enqueue('test.work', 1, { key: 'stale' });
      await reaches(running, 'running');
      const next = await enqueue('test.work', 2, { key: 'stale' });
      first.open();
      expect((await ended(running, next)).map(({ state }) => state)).toEqual(['cancelled', 'done']);
    });
  });
}
