import { createPace, createPaces, takeTurn } from './pace';

const terms = { intervalMs: 250, burst: 4, longestWaitMs: 1000 };

function turnsAt(times: number[]): (number | null)[] {
  let nextAt = 0;
  return times.map((now) => {
    const turn = takeTurn(terms, nextAt, now);
    nextAt = turn.nextAt;
    return turn.waitMs;
  });
}

const at = (time: number, count: number) => Array.from({ length: count }, () => time);

it('lets a few begin at once, then one an interval, and refuses what would wait too long', () => {
  expect(turnsAt(at(10_000, 10))).toEqual([0, 0, 0, 0, 250, 500, 750, 1000, null, null]);
});

it('a refused attempt takes no turn', () => {
  expect(turnsAt([...at(10_000, 20), 10_250]).at(-1)).toBe(1000);
});

it('does not save more turns than the burst', () => {
  expect(turnsAt([...at(10_000, 4), ...at(99_000, 5)])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 250]);
});

it('a look takes no turn', () => {
  const pace = createPace({ ...terms, burst: 1 });
  expect([pace.peek(0), pace.take(0), pace.peek(0), pace.take(0)].map(({ waitMs }) => waitMs)).toEqual([
    0, 0, 250, 250,
  ]);
});

describe('a pace for each name', () => {
  const single = { ...terms, burst: 1 };

  it('is its own, however the name is written', () => {
    const paces = createPaces(single);
    const waits = ['ada@club.example', 'ADA@Club.example', 'bob@club.example'].map(
      (name) => paces.take(name, 10_000).waitMs,
    );
    expect(waits).toEqual([0, 250, 0]);
  });

  it('is kept for 5,000 names, and no more', () => {
    const paces = createPaces(single);
    for (let index = 0; index < 5_000; index += 1) paces.take(`name ${index}`, 10_000);
    expect(paces.take('name 0', 10_000).waitMs).toBe(250);
    paces.take('one more', 10_000);
    expect(paces.take('name 1', 10_000).waitMs).toBe(0);
  });
});
