import { stages } from '../../src/plugins/jobs/server/config';
import { engines, startFleet, type Fleet } from '../support/jobs-fleet';

const leaseMs = 400;
let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ leaseMs, pollMs: 50, concurrency: 1, drainMs: 100 });
});
afterEach(() => fleet.killAll());
afterAll(() => fleet.stop());

/** How often the handler has done its work in the end, when the process fails at a stage. Once, unless it had done so already. */
const timesDone = {
  throw: {
    'after-claim': 1,
    'before-handler': 1,
    'after-handler': 2,
    'before-result': 1,
    'at-commit': 1,
    'after-result': 1,
  },
  kill: {
    'after-claim': 1,
    'before-handler': 1,
    'after-handler': 2,
    'before-result': 2,
    'at-commit': 2,
    'after-result': 1,
  },
} as const;

const matrix = engines.flatMap(([engine, settings]) =>
  (['throw', 'kill'] as const).flatMap((how) => stages.map((stage) => ({ engine, how, stage, settings }))),
);

describe.each(matrix)('the $engine engine: $how $stage', ({ engine, how, stage, settings }) => {
  const prefix = `${engine}-${how}-${stage}`;

  it('the job is done all the same, and its result written once', async () => {
    const [first, ...others] = await Promise.all(
      [1, 2, 3].map(() => fleet.jobs.enqueue('test.count', { n: 1 })),
    );
    const own = { ...settings, redisPrefix: prefix };
    const victim = await fleet.worker(own, { [stage]: how });
    if (how === 'kill') {
      await victim.ended;
      await fleet.worker(own);
    }

    const ids = [first ?? '', ...others];
    const rows = await Promise.all(ids.map((id) => fleet.ended(id)));
    expect(rows.map(({ state, result, leaseToken }) => [state, result, leaseToken])).toEqual(
      ids.map(() => ['done', null, null]),
    );
    const done = ids.map((id) => fleet.effects().filter((effect) => effect.id === id).length);
    expect(done.sort()).toEqual([1, 1, timesDone[how][stage]]);
    // Each attempt that did not end well is told of, and no other.
    const attempts = rows.reduce((sum, { attempt }) => sum + attempt, 0);
    expect(rows.flatMap(({ history }) => history)).toHaveLength(attempts - 3);
  });
});
