import { takeTurn } from './pace';

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

it('what is refused takes no turn', () => {
  expect(turnsAt([...at(10_000, 20), 10_250]).at(-1)).toBe(1000);
});

it('does not save more turns than the burst', () => {
  expect(turnsAt([...at(10_000, 4), ...at(99_000, 5)])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 250]);
});
