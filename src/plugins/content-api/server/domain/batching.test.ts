import { isPlain, pageOf, type Page } from './batching';

it.each<[unknown, Page, unknown]>([
  [[1, 2, 3, 4], {}, [1, 2, 3, 4]],
  [[1, 2, 3, 4], { limit: 2 }, [1, 2]],
  [[1, 2, 3, 4], { offset: 1, limit: 2 }, [2, 3]],
  [[1, 2], { offset: 5, limit: 2 }, []],
  [[1, 2], { limit: 0 }, []],
  [{ id: 1 }, { offset: 1, limit: 1 }, { id: 1 }],
  [null, { limit: 1 }, null],
])('of %j, %j is %j', (value, page, part) => expect(pageOf(value, page)).toEqual(part));

class Raw {}

it.each<[string, unknown, boolean]>([
  ['nothing', undefined, true],
  ['data', { where: { $and: [{ a: 1 }, { b: new Date(0) }] }, orderBy: ['a'] }, true],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), true],
  ['SQL', { where: { id: new Raw() } }, false],
  ['a function', { filters: () => ({}) }, false],
])('%s is plain: %s', (_name, value, plain) => expect(isPlain(value)).toBe(plain));
