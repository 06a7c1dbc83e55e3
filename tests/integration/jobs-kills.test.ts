import { amount } from '../support/amounts';
import { engines, startFleet, type Fleet } from '../support/jobs-fleet';

const waves = amount(3, 10);
/** Killed in each wave, while the next are starting. */
const victims = 5;
const concurrency = 4;

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ leaseMs: 400, pollMs: 50, concurrency });
});
afterEach(() => fleet.killAll());
afterAll(() => fleet.stop());

it.each(engines)(
  'workers of the %s engine that are killed in the middle of their work lose nothing, and every attempt is counted',
  async (_engine, settings) => {
    const before = fleet.effects().length;
    const own = { ...settings, redisPrefix: 'kills' };
    const start = () => Promise.all(Array.from({ length: victims }, () => fleet.worker(own)));
    const ids: string[] = [];
    let workers = await start();
    for (let wave = 0; wave < waves; wave += 1) {
      const replacements = start();
      // So many and so long that no worker is left without.
      for (let more = 0; more < concurrency * victims; more += 1)
        ids.push(await fleet.jobs.enqueue('test.slow', { n: 500 }));
      await Promise.all(workers.map((worker) => worker.says(/started/)));
      await Promise.all(workers.map((worker) => fleet.kill(worker)));
      workers = await replacements;
    }
    await fleet.isIdle();

    const effects = fleet.effects().slice(before);
    for (const id of ids) {
      const row = await fleet.jobs.find(id);
      expect(row?.state).toBe('done');
      const mine = effects.filter((effect) => effect.id === id);
      const starts = mine.filter(({ what }) => what === 'start').map(({ which }) => which);
      // No attempt has begun twice, and the last is the one that counts.
      expect(new Set(starts).size).toBe(starts.length);
      expect(mine.filter(({ what }) => what === 'done').length).toBeGreaterThanOrEqual(1);
      expect(row?.result).toBe(String(row?.attempt));
      expect(row?.history).toHaveLength((row?.attempt ?? 0) - 1);
    }
    const lost = effects.filter(({ what }) => what === 'start').length - ids.length;
    expect(lost).toBeGreaterThan(0);
  },
  300_000,
);
