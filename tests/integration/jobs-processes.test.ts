import { amount } from '../support/amounts';
import { engines, startFleet, type Fleet } from '../support/jobs-fleet';
import { until } from '../support/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ leaseMs: 400, pollMs: 50, concurrency: 4, drainMs: 5000 });
});
afterEach(async () => {
  await fleet.killAll();
  await fleet.club.strapi.db.connection('jobs').delete();
});
afterAll(() => fleet.stop());

const idsOf = (what: string): string[] =>
  fleet
    .effects()
    .filter((effect) => effect.what === what)
    .map(({ id }) => id);

describe.each(engines)('with the %s engine', (engine, settings) => {
  const sharing = (name: string) => ({ ...settings, redisPrefix: `${engine} ${name}` });

  const many = engine === 'BullMQ' ? amount(300, 1000) : amount(3000, 20_000);
  const within = 240_000;
  const each = async (): Promise<void> => {
    const own = { ...sharing('many'), concurrency: 25, leaseMs: 30_000, pollMs: 1000 };
    const before = idsOf('done').length;
    const workers = await Promise.all([fleet.worker(own), fleet.worker(own)]);
    const items = Array.from({ length: many }, (_, n) => ({ payload: { n } }));
    await fleet.jobs.enqueueMany('test.count', items);
    await until(
      async () => idsOf('done').length - before,
      (count) => count >= many,
      within,
    );
    await fleet.isIdle();
    const done = idsOf('done').slice(before);
    expect([done.length, new Set(done).size]).toEqual([many, many]);
    const by = (await fleet.club.strapi.db
      .connection('jobs')
      .where({ name: 'test.count', state: 'done' })
      .distinct('worker')) as unknown[];
    expect(by).toHaveLength(workers.length);
  };
  it(`two processes do ${many} jobs, each once`, each, within);

  it('a key is never at work twice, in whatever process', async () => {
    await Promise.all([fleet.worker(sharing('keys')), fleet.worker(sharing('keys'))]);
    const before = fleet.effects().length;
    // Several people at once, and each save is to succeed whatever the workers do to the same rows meanwhile.
    const save = async (): Promise<void> => {
      for (let n = 0; n < 40; n += 1)
        await fleet.jobs.enqueue('test.single', { n: 2 + (n % 2) }, { key: `key-${n % 3}` });
    };
    await Promise.all([save(), save(), save(), save()]);
    await fleet.isIdle();
    const busy = new Set<string>();
    const overlaps: string[] = [];
    const effects = fleet.effects().slice(before);
    for (const { what, which } of effects) {
      if (what === 'done') busy.delete(which);
      else if (busy.has(which)) overlaps.push(which);
      else busy.add(which);
    }
    expect(overlaps).toEqual([]);
    expect(effects.length).toBeGreaterThan(6);
  });

  it('a job that kills its process has failed in the end, and others are done', async () => {
    // Time enough between the two, when they are given back together, for the other to be done.
    const own = { ...sharing('poison'), leaseMs: 2000 };
    const poison = await fleet.jobs.enqueue('test.poison', { n: 1 });
    const other = await fleet.jobs.enqueue('test.count', { n: 1 });
    for (let victims = 0; victims < 3; victims += 1) await (await fleet.worker(own)).ended;
    await fleet.worker(own);
    const row = await fleet.ended(poison);
    expect(row).toMatchObject({ state: 'failed', attempt: 3 });
    expect(row.history.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost']);
    expect(await fleet.ended(other)).toMatchObject({ state: 'done' });
  });

  it('a process that is asked to end finishes what runs, and takes nothing more', async () => {
    const worker = await fleet.worker({ ...sharing('end'), concurrency: 1 });
    const ids = [
      await fleet.jobs.enqueue('test.slow', { n: 300 }),
      await fleet.jobs.enqueue('test.slow', { n: 300 }),
    ];
    const [, running = ''] = await worker.says(/started (\S+)/);
    const waiting = ids.find((id) => id !== running) ?? '';
    worker.process.kill('SIGTERM');
    await worker.says(/stopped/);
    expect(await fleet.jobs.find(running)).toMatchObject({ state: 'done', attempt: 1 });
    expect(await fleet.jobs.find(waiting)).toMatchObject({ state: 'pending', attempt: 0 });
    expect((await worker.ended).code).toBe(0);
    await fleet.worker(sharing('end'));
    expect(await fleet.ended(waiting)).toMatchObject({ state: 'done', attempt: 1 });
  });

  it('a clock that jumps takes no job away from who works on it', async () => {
    const worker = await fleet.worker(sharing('clock'));
    const id = await fleet.jobs.enqueue('test.slow', { n: 2500 });
    await worker.says(new RegExp(`started ${id}`));
    const other = await fleet.worker(sharing('clock'));
    for (const jump of [/clock 86400000/, /clock -86400000/]) {
      worker.process.kill('SIGUSR2');
      await worker.says(jump);
      const next = await fleet.jobs.enqueue('test.slow', { n: 600 });
      expect(await fleet.ended(next)).toMatchObject({ state: 'done', attempt: 1 });
      other.process.kill('SIGUSR2');
      await other.says(jump);
    }
    expect(await fleet.ended(id)).toMatchObject({ state: 'done', attempt: 1, history: [] });
    expect(idsOf('start').filter((started) => started === id)).toHaveLength(1);
  });
});
