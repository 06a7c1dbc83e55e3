import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { excessOf, readerPriceLimits } from './excess';
import { priceOf, tariff } from './price';

const schema = buildSchema(`
  input Pagination { page: Int pageSize: Int start: Int limit: Int }
  input Text { eq: String in: [String] }
  input Filters { and: [Filters] name: Text parts: Filters }
  type Part { name: String parts(pagination: Pagination, filters: Filters): [Part] whole: Whole }
  type Page { nodes: [Whole] pageInfo: Info }
  type Info { total: Int }
  type Whole { name: String parts(pagination: Pagination, filters: Filters): [Part] part: Part }
  type Query {
    wholes(pagination: Pagination, filters: Filters): [Whole]
    wholes_connection(pagination: Pagination): Page
  }
`);
const limits = { defaultLimit: 25, maxLimit: 100, usualLength: 3 };
const price = (text: string, variables: Record<string, unknown> = {}) =>
  priceOf({ schema, document: parse(text, { noLocation: true }), variables }, limits);
const { leaf, entry, relation, query, rootField, value } = tariff;
const root = rootField + query + relation;

it.each([
  ['a list of the default length', '{ wholes { name } }', root + 25 * (entry + leaf)],
  ['a list of a length', '{ wholes(pagination: { limit: 3 }) { name } }', root + value + 3 * (entry + leaf)],
  ['everything', '{ wholes(pagination: { limit: -1 }) { name } }', root + value + 100 * (entry + leaf)],
  [
    'more than there may be',
    '{ wholes(pagination: { pageSize: 5000 }) { name } }',
    root + value + 100 * (entry + leaf),
  ],
  ['no entries, which are one', '{ wholes(pagination: { limit: 0 }) { name } }', root + value + entry + leaf],
  [
    'lists in lists',
    '{ wholes { parts { name } } }',
    root + query + 25 * (entry + relation + 3 * (entry + leaf)),
  ],
  [
    'lists of a length in lists',
    '{ wholes { parts(pagination: { limit: 50 }) { name } } }',
    root + query + value + 25 * (entry + relation + 50 * (entry + leaf)),
  ],
  ['aliases, each of them', '{ wholes { a: name b: name c: name } }', root + 25 * (entry + 3 * leaf)],
  [
    'a page, once',
    '{ wholes_connection { nodes { name } } }',
    root + query + 25 * (entry + relation + entry + leaf),
  ],
  [
    'a filter by its values',
    '{ wholes(filters: { and: [{ name: { in: ["a", "b"] } }, { name: { eq: "c" } }] }) { name } }',
    root + 3 * value + 25 * (entry + leaf),
  ],
])('prices %s', (_, text, cost) => {
  expect(price(text).cost).toBe(cost);
});

it('reads lengths and values from variables, and counts a variable wherever it stands', () => {
  const text = `query ($n: Int, $f: Filters) {
    a: wholes(pagination: { limit: $n }, filters: $f) { name } b: wholes(filters: $f) { name }
  }`;
  const written = `{
    a: wholes(pagination: { limit: 7 }, filters: { name: { in: ["x", "y"] } }) { name }
    b: wholes(filters: { name: { in: ["x", "y"] } }) { name }
  }`;
  expect(price(text, { n: 7, f: { name: { in: ['x', 'y'] } } })).toEqual(price(written));
});

it('takes the default of a variable that is not given', () => {
  const text = 'query ($n: Int = 9) { wholes(pagination: { limit: $n }) { name } }';
  expect(price(text)).toEqual(price(text, { n: 9 }));
});

it('measures the longest list, the longest text and the depth of arguments in variables too', () => {
  const text = 'query ($f: Filters) { wholes(filters: $f) { name } }';
  const variables = { f: { name: { in: Array.from({ length: 80_000 }, () => 'x'), eq: 'y'.repeat(900) } } };
  expect(price(text, variables).arguments).toMatchObject({ longestList: 80_000, longestText: 900 });
  const nested = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(excessOf(price(text, { f: nested }), readerPriceLimits)).toMatch(/nested/);
});

it('prices fragments that double with every line at once', () => {
  const lines = Array.from(
    { length: 500 },
    (_, index) => `fragment F${index} on Whole { ...F${index + 1} ...F${index + 1} }`,
  );
  const text = `{ wholes { ...F0 } } ${lines.join(' ')} fragment F500 on Whole { name }`;
  expect(price(text).cost).toBe(Number.MAX_SAFE_INTEGER);
});

it.each([
  ['{ wholes { ...A } } fragment A on Whole { ...A }', /contains itself/],
  [
    '{ wholes { ...A } } fragment A on Whole { ...B } fragment B on Whole { part { whole { ...A } } }',
    /contains itself/,
  ],
  [
    `{ ${Array.from({ length: 11 }, (_, index) => `a${index}: wholes { name }`).join(' ')} }`,
    /11 fields at the top.*limit is 10/,
  ],
  [
    `{ wholes { ${'part { whole { '.repeat(5)} name ${'} }'.repeat(5)} } }`,
    /maximum operation depth of 10: its depth is 11/,
  ],
  [
    '{ wholes(pagination: { limit: 100 }) { parts(pagination: { limit: 100 }) { name } } }',
    /costs \d+ points; the limit is \d+/,
  ],
  [
    `{ wholes(filters: { name: { eq: "${'x'.repeat(501)}" } }) { name } }`,
    /501 characters; the limit is 500/,
  ],
  [`{ wholes(filters: { name: { in: [${'"x" '.repeat(101)}] } }) { name } }`, /101 values; the limit is 100/],
  ['{ wholes(pagination: { limit: 50 }) { name parts { name } } }', null],
])('checks %s', (text, excess) => {
  const message = excessOf(price(text), readerPriceLimits);
  if (excess) expect(message).toMatch(excess);
  else expect(message).toBeNull();
});

/** Selections of a Whole or a Part: what stands in them, as text and with fragments in the place of some. */
const selections = fc.letrec<{ set: string[] }>((tie) => ({
  set: fc.array(
    fc.oneof(
      { depthSize: 'small' },
      fc.constant('name'),
      tie('set').map((set) => `parts { name ${set.join(' ')} }`),
      tie('set').map((set) => `p: parts(pagination: { limit: 7 }) { name ${set.join(' ')} }`),
    ),
    { maxLength: 3 },
  ),
})).set;

it('a fragment costs what it costs written out', () => {
  fc.assert(
    fc.property(selections, selections, (inner, outer) => {
      const set = `name ${inner.join(' ')}`;
      const spread = `{ wholes { ...A ${outer.join(' ')} ...A } } fragment A on Whole { ${set} }`;
      const written = `{ wholes { ${set} ${outer.join(' ')} ${set} } }`;
      expect(price(spread)).toEqual(price(written));
    }),
    { numRuns: 50 },
  );
});

it('never throws, whether a document is valid or not', () => {
  const name = fc.constantFrom(
    'name',
    'parts',
    'wholes',
    'nodes',
    'unknown',
    '__typename',
    'wholes_connection',
  );
  const argument = fc.constantFrom(
    '',
    '(pagination: $x)',
    '(pagination: 5)',
    '(filters: [[1, { a: null }]])',
  );
  const document = fc
    .array(fc.tuple(name, argument, name, fc.constantFrom('A', 'B', 'C')), { minLength: 1, maxLength: 8 })
    .map((parts) => {
      const body = parts
        .map(([one, args, other, spread]) => `${one}${args} { ${other} ...${spread} }`)
        .join(' ');
      return `query Q { ${body} } fragment A on Whole { ${body} } fragment B on Nothing { ...A }`;
    });
  fc.assert(
    fc.property(document, fc.jsonValue(), (text, x) => {
      expect(price(text, { x }).cost).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 50 },
  );
});

it('looks at a part of a document once', () => {
  let looks = 0;
  const count = (lines: number): number => {
    const parts = Array.from(
      { length: lines },
      (_, index) => `fragment F${index} on Whole { ...F${index + 1} ...F${index + 1} }`,
    );
    const document = parse(`{ wholes { ...F0 } } ${parts.join(' ')} fragment F${lines} on Whole { name }`);
    looks = 0;
    const watched = new Proxy(schema, {
      get(target, key) {
        if (key === 'getType') looks += 1;
        const found: unknown = Reflect.get(target, key);
        return typeof found === 'function' ? found.bind(target) : found;
      },
    });
    priceOf({ schema: watched, document }, limits);
    return looks;
  };
  expect(count(200)).toBe(2 * count(100) - 1);
});
