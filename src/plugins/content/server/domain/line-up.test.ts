import { comparedLineUp, inPositionOrder, storedLineUp } from './line-up';

const entry = (artist: string, position?: number | null) => ({ artist, position });

test.each([
  ['by position', [entry('b', 2), entry('a', 1)], ['a', 'b']],
  ['as they stand where it is equal', [entry('a', 1), entry('b', 1), entry('c', 0)], ['c', 'a', 'b']],
  ['first without a position', [entry('a', 1), entry('b'), entry('c', null)], ['b', 'c', 'a']],
])('entries come %s', (_, entries, artists) => {
  expect(inPositionOrder(entries).map(({ artist }) => artist)).toEqual(artists);
  expect(storedLineUp(entries, { isFromPanel: false })).toEqual(inPositionOrder(entries));
});

test('what the panel sends is numbered as it stands', () => {
  const dragged = [entry('b', 1), entry('a', 0), entry('new')];
  expect(storedLineUp(dragged, { isFromPanel: true })).toEqual([
    entry('b', 0),
    entry('a', 1),
    entry('new', 2),
  ]);
});

test.each([
  [true, ['b', 'a']],
  [false, ['a', 'b']],
])('from the panel: %p, a translation’s is compared without positions', (isFromPanel, artists) => {
  const entries = [entry('b', 20), entry('a', 10)];
  expect(comparedLineUp(entries, { isFromPanel })).toEqual(artists.map((artist) => ({ artist })));
});
