import fc from 'fast-check';
import { runningRow } from '../../../../../tests/support/job-rows';
import { completeAttempt, type JobRow } from '../domain/job';
import { createReaper } from './reaper';

const leaseMs = 30_000;

const running = (id: string, leaseToken: string, leaseUntil: number): JobRow =>
  runningRow({ id, leaseToken, leaseUntil, startedAt: 0, enqueuedAt: 0 });

/** A reaper with its own steady clock, and a table of running jobs that the test writes. */
function reaper() {
  const world = { rows: [] as JobRow[], steady: 0, own: new Set<string>(), isDown: false };
  const reap = createReaper(
    { running: () => (world.isDown ? Promise.reject(new Error('down')) : Promise.resolve(world.rows)) },
    { leaseMs },
    {
      has: ({ id }) => world.own.has(id),
      complete: (row, ending) => ({
        row,
        update: completeAttempt(row, { attempts: 5, backoff: { first: 1, most: 1 } }, ending, {
          now: 0,
          random: 0,
        }),
        group: [],
      }),
    },
    () => world.steady,
  );
  const ends = async (): Promise<number[]> => (await reap()).map(({ update }) => update.runAt);
  const look = async (): Promise<string[]> => (await reap()).map(({ row }) => row.id);
  return { world, look, ends };
}

describe('createReaper', () => {
  it('lets those that died together come back apart', async () => {
    const { world, ends } = reaper();
    world.rows = ['a', 'b', 'c'].map((id) => running(id, id, 0));
    await ends();
    world.steady = leaseMs;
    const [first = NaN, ...others] = await ends();
    expect(others).toEqual([first + 3000, first + 6000]);
  });

  it('takes a job whose lease nobody has renewed for as long as it lasts, not sooner, and once', async () => {
    const { world, look } = reaper();
    world.rows = [running('a', 'one', 5)];
    expect(await look()).toEqual([]);
    world.steady = leaseMs - 1;
    expect(await look()).toEqual([]);
    world.steady = leaseMs;
    expect(await look()).toEqual(['a']);
    expect(await look()).toEqual([]);
  });

  it.each([
    ['renewed', running('a', 'one', 6)],
    ['claimed by another', running('a', 'two', 5)],
  ])('begins anew with a job that was %s', async (_case, after) => {
    const { world, look } = reaper();
    world.rows = [running('a', 'one', 5)];
    await look();
    world.steady = leaseMs;
    world.rows = [after];
    expect(await look()).toEqual([]);
    world.steady = 2 * leaseMs;
    expect(await look()).toEqual(['a']);
  });

  it.each([
    ['years behind', -1e12],
    ['years ahead', 1e12],
  ])('takes nothing from a process that works, whose wall clock is %s', async (_case, wall) => {
    const { world, look } = reaper();
    for (let beat = 0; beat < 20; beat += 1) {
      world.steady = beat * 10_000;
      world.rows = [running('a', 'one', wall + beat)];
      expect(await look()).toEqual([]);
    }
  });

  it('leaves alone what this process works on itself', async () => {
    const { world, look } = reaper();
    world.rows = [running('a', 'one', 5)];
    world.own.add('a');
    await look();
    world.steady = 10 * leaseMs;
    expect(await look()).toEqual([]);
  });

  it('does not count the time in which nobody could reach the database', async () => {
    const { world, look } = reaper();
    world.rows = [running('a', 'one', 5)];
    await look();
    world.isDown = true;
    await expect(look()).rejects.toThrow('down');
    world.isDown = false;
    world.steady = leaseMs;
    expect(await look()).toEqual([]);
  });

  it('takes no job that was renewed within a lease, and every job that was not, in whatever order things happen', async () => {
    const beats = fc.array(fc.record({ pass: fc.nat(20_000), renews: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(beats, async (history) => {
        const { world, look } = reaper();
        let [until, since] = [1, 0];
        world.rows = [running('a', 'one', until)];
        await look();
        for (const { pass, renews } of history) {
          world.steady += pass;
          if (renews) {
            until += 1;
            since = world.steady;
            world.rows = [running('a', 'one', until)];
          }
          const taken = await look();
          expect(taken).toEqual(world.steady - since >= leaseMs ? ['a'] : []);
          if (taken.length > 0) return;
        }
      }),
    );
  });
});
