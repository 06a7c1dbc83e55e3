import { newestOfKey } from './actions';

test.each<[string, { id: number; key: string | null }[], number[]]>([
  ['none', [], []],
  [
    'without keys all of them',
    [
      { id: 3, key: null },
      { id: 2, key: null },
    ],
    [3, 2],
  ],
  [
    'of one key the first, which is the newest',
    [
      { id: 3, key: 'a' },
      { id: 2, key: 'a' },
    ],
    [3],
  ],
  [
    'of each key',
    [
      { id: 3, key: 'a' },
      { id: 2, key: 'b' },
      { id: 1, key: 'a' },
    ],
    [3, 2],
  ],
])('%s', (_, rows, expected) => {
  expect(newestOfKey(rows).map(({ id }) => id)).toEqual(expected);
});
