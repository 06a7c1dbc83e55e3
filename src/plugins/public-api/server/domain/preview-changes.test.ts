import { attributeOf, changedAttributes } from './preview-changes';

it.each([
  ['title', 'title'],
  ['start_time', 'startTime'],
  ['status', 'eventStatus'],
  ['artists', 'lineUp'],
  ['minimum_tier', 'minimumTier'],
  ['published_at', 'date'],
])('the attribute of %s is %s', (field, attribute) => {
  expect(attributeOf(field)).toBe(attribute);
});

describe('changedAttributes', () => {
  const before = { title: 'A', body: null, artists: [{ slug: 'ann' }], updated_at: 'x', locked: true };

  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['a text', { title: 'B' }, ['title']],
    ['a text that was missing', { body: 'Long' }, ['body']],
    ['a list in another order', { artists: [{ slug: 'bea' }, { slug: 'ann' }] }, ['lineUp']],
    ['what only follows from others', { updated_at: 'y', locked: false }, []],
    ['two', { body: 'Long', title: null }, ['title', 'body']],
  ])('%s', (_case, change, expected) => {
    expect(changedAttributes(before, { ...before, ...change })).toEqual(expected);
  });
});
