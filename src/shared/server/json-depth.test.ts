import { isDeeperThan } from './json-depth';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

it.each([
  ['nothing', undefined, false],
  ['null', null, false],
  ['a text', 'text', false],
  ['an empty object', {}, false],
  ['as many levels', nested(3), false],
  ['one level more', nested(4), true],
  ['as many of objects', { a: [{ b: null }], c: 1 }, false],
  ['one more in the last branch', [1, [2], { a: { b: { c: 3 } } }], true],
  ['more than there is stack for', nested(100_000), true],
])('%s: %#', (_name, value, deeper) => {
  expect(isDeeperThan(value, 3)).toBe(deeper);
});
