import fc from 'fast-check';
import qs from 'qs';
import type { Model } from '../visibility';
import { addressIssueOf } from './address';
import { excessOfState } from './built';
import { readerLimits } from './limits';
import { issueOf } from './query';

const part: Model = {
  uid: 'part',
  attributes: {
    role: { type: 'string' },
    artist: { type: 'relation', relation: 'manyToOne', target: 'artist' },
  },
};
const artist: Model = {
  uid: 'artist',
  attributes: { name: { type: 'string' }, links: { type: 'component', repeatable: true, component: 'part' } },
};
const event: Model = {
  uid: 'event',
  attributes: {
    title: { type: 'string' },
    startTime: { type: 'datetime' },
    day: { type: 'date' },
    isOpen: { type: 'boolean' },
    seats: { type: 'integer' },
    lineUp: { type: 'component', repeatable: true, component: 'part' },
    host: { type: 'relation', relation: 'manyToOne', target: 'artist' },
  },
};
const models = new Map([part, artist, event].map((model) => [model.uid, model]));
const rules = { limits: readerLimits, modelOf: (uid: string) => models.get(uid) };
const parsed = (query: string) => qs.parse(query, { strictNullHandling: true, arrayLimit: 5_000, depth: 20 });
const messageOf = (query: string) => issueOf(parsed(query), event, rules)?.message ?? null;

it.each([
  '',
  'filters[title]=a&sort=title:desc,seats&fields=title,seats&populate=*&locale=*&pagination[page]=2',
  'filters[title][$containsi]=a&filters[startTime][$gt]=2030-01-01T00:00:00.000Z&filters[day]=2030-01-01',
  'filters[$or][0][title]=a&filters[$or][1][$not][title][$startsWith]=b',
  'filters[title][$not][$contains]=a&filters[title][$null]=true',
  'filters[seats][$between][0]=1&filters[seats][$between][1]=5&filters[id][$in][0]=1',
  'filters[host]=1&filters[lineUp][$null]=true',
  'filters[lineUp][artist][links][role]=a',
  'filters[title][]=a&filters[title][]=b',
  'filters[title]',
  'filters[isOpen]=false&filters[startTime]=1893456000000',
  'sort[0]=lineUp.artist.name:asc&sort[1][title]=desc&sort[2][host][name]=asc',
  'populate[lineUp][populate][artist][fields][0]=name&populate[host]=true',
  'populate[lineUp][filters][artist][name][$eq]=a&populate[lineUp][sort]=role',
  'populate=lineUp.artist,host',
  'pagination[limit]=-1&pagination[withCount]=false&unknown[to]=us',
])('accepts %s', (query) => {
  expect(messageOf(query)).toBeNull();
});

it.each([
  ['filters[lineUp][$not][id]=1', "'filters[lineUp][$not]' must stand above the relation, not beneath it."],
  [
    'filters[host][name]=a&filters[host][$in]=1',
    "'filters[host]' must have one operator, or attributes, but not both.",
  ],
  ['filters[seats]=many', "'filters[seats]' must be a number."],
  ['filters[seats]=', "'filters[seats]' must be a number."],
  ['filters[day]=2030-02-31', "'filters[day]' must be a date, such as '2030-12-31'."],
  ['filters[title][role]=a', "'filters[title][role]' is not known: this attribute has nothing beneath it."],
  ['sort[title]=up', "'sort[title]' must be 'asc' or 'desc'."],
  ['sort=,', "'sort' must name an attribute."],
  [
    'pagination[page]=1.5',
    "'pagination[page]' must have whole numbers (page, pageSize, start, limit) of at most 1,000,000,000.",
  ],
  [
    'populate[lineUp][sort][artist][name]=asc',
    "'populate[lineUp][sort]' cannot sort by 'artist': what is populated is sorted by attributes of its own.",
  ],
  [
    'filters[seats][$in]='.concat('x&filters[seats][$in]='.repeat(100), 'x'),
    "'filters[seats][$in]' has 101 values; the limit is 100.",
  ],
])('refuses %s', (query, message) => {
  expect(messageOf(query)).toBe(message);
});

it('counts filters and sorts together', () => {
  expect(messageOf('filters[lineUp][role]=a&filters[$and][0][lineUp][role]=a')).toBeNull();
  expect(
    messageOf(
      'filters[lineUp][role]=a&filters[$and][0][lineUp][role]=b&sort[0]=lineUp.role&sort[1]=lineUp.artist.name',
    ),
  ).toMatch(/'sort' has 4 .*; the limit is 3/);
});

it('counts what stands in lists of a comparison as conditions, as the database has them', () => {
  const values = Array.from({ length: 21 }, (_, index) => `filters[title][$eq][${index}]=a`).join('&');
  expect(messageOf(values)).toMatch(/21 conditions; the limit is 20/);
});

it('never throws, whatever a query is', () => {
  const key = fc.constantFrom(
    'filters',
    '$and',
    '$not',
    '$in',
    'title',
    'lineUp',
    'sort',
    'populate',
    'on',
    '0',
    'pagination',
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom(null, '', 'a', '*', '1e20', '\0', '\ud800', true, 7),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (query) => {
      const issue = issueOf(query, event, rules);
      expect(issue === null || issue.message.length > 0).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['filters[title]=a%20b&sort=title', null],
  ['filters[__proto__][title]=a', '__proto__'],
  ['filters%5Bconstructor%5D=a', 'constructor'],
  ['a=%ED%A0%80', 'percent-encoded'],
  ['a=%', 'percent-encoded'],
  ['a%00=1', 'NUL'],
  [Array.from({ length: 201 }, () => 'a=1').join('&'), '201 parameters; the limit is 200'],
])('checks the address %.40s', (querystring, reason) => {
  const issue = addressIssueOf(querystring, readerLimits);
  if (reason) expect(issue?.message).toContain(reason);
  else expect(issue).toBeNull();
});

describe('a query in its final form', () => {
  const tables = { toMany: new Set(['events_cmps:lineUp']), sortsDeep: false };
  const state = { select: [], where: [], joins: [], orderBy: [] };
  const join = { referencedTable: 'events_cmps', on: { field: 'lineUp' } };

  it.each([
    ['nothing', state, null],
    [
      'ids by the hundred, which are one condition',
      { ...state, where: [{ id: Array.from({ length: 500 }, (_, id) => id) }] },
      null,
    ],
    [
      '41 conditions',
      { ...state, where: Array.from({ length: 41 }, () => ({ title: { $eq: 'a' } })) },
      /41; the limit is 40/,
    ],
    [
      'five joins that multiply',
      { ...state, joins: [join, join, join, join, join] },
      /several entries: 5; the limit is 4/,
    ],
    [
      'five joins that do not',
      { ...state, joins: Array.from({ length: 5 }, () => ({ ...join, on: { field: 'cover' } })) },
      null,
    ],
    ['eight sort keys', { ...state, orderBy: Array.from({ length: 8 }, () => ({})) }, /8; the limit is 7/],
  ])('has %s', (_, given, excess) => {
    const sentence = excessOfState(given, tables);
    if (excess) expect(sentence).toMatch(excess);
    else expect(sentence).toBeNull();
  });
});

it.each(Object.getOwnPropertyNames(Object.prototype))(
  'takes %s for no attribute, wherever one is named',
  (name) => {
    for (const query of [
      `fields=${name}`,
      `fields[0]=${name}`,
      `sort=${name}`,
      `sort=title,host.${name}:desc`,
      `populate=${name}`,
      `populate[0]=host.${name}`,
      `populate[lineUp][fields][0]=${name}`,
      `populate[lineUp][sort]=${name}`,
    ])
      expect([query, messageOf(query)]).toEqual([
        query,
        expect.stringContaining(`cannot have the name '${name}'`),
      ]);
  },
);
