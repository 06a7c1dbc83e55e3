import { viewFilter, withFilter } from './list-views';

const now = '2030-05-04T19:00:00.000Z';

test.each([
  ['upcoming', { $or: [{ endTime: { $gte: now } }, { endTime: { $null: true } }] }],
  ['past', { endTime: { $lt: now } }],
  ['drafts', { __status: { $eq: 'draft' } }],
  ['all', null],
  ['untranslated', null],
] as const)('%s', (view, filter) => {
  expect(viewFilter(view, now)).toEqual(filter);
});

const added = { endTime: { $gte: now } };
test.each([
  ['no filters', undefined, { $and: [added] }],
  [
    'a list',
    { $and: [{ a: 1 }, { __status: { $eq: 'draft' } }] },
    { $and: [{ a: 1 }, { __status: { $eq: 'draft' } }, added] },
  ],
  ['one', { title: { $eq: 'x' } }, { $and: [{ title: { $eq: 'x' } }, added] }],
  ['both', { $and: { a: 1 }, b: 2 }, { $and: [{ a: 1 }, { b: 2 }, added] }],
])('added to %s', (_, filters, expected) => {
  expect(withFilter(filters, added)).toEqual(expected);
});
