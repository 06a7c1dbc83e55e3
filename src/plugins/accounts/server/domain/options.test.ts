import fc from 'fast-check';
import { isRecord } from '../../../../shared/server/is-record';
import { etagOf, ifMatchAllows, mergePatch, mostBytes, storageIssue } from './options';

/** The examples of RFC 7396, appendix A: target, patch, result. */
const examples: [string, string, string][] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'prototype', 'toString', '1'),
  fc.string({ maxLength: 3 }),
);
/** Made from entries, so that `__proto__` is a property, as JSON has it. */
const objectOf = (value: fc.Arbitrary<unknown>) =>
  fc.array(fc.tuple(name, value), { maxLength: 4 }).map((entries): unknown => Object.fromEntries(entries));
const { json, object } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  object: objectOf(tie('json')),
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, true, 0, 1.5, '', 'text'),
    fc.array(fc.constantFrom(null, 1, 'x'), { maxLength: 2 }),
    tie('object'),
  ),
}));

const namesIn = (value: unknown): Set<string> => new Set(isRecord(value) ? Object.keys(value) : []);
const valueOf = (value: unknown, key: string): unknown =>
  isRecord(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;

/** Without nulls in objects, which a patch cannot say. */
const withoutNulls = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
      )
    : value;

describe('a merge patch', () => {
  it.each(examples)('makes of %s by %s: %s', (target, patch, result) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(result));
  });

  it('has exactly the names that it sets or leaves, each with its merged value', () => {
    fc.assert(
      fc.property(object, object, (target, patch) => {
        const merged = mergePatch(target, patch);
        const expected = namesIn(target);
        for (const key of namesIn(patch))
          if (valueOf(patch, key) === null) expected.delete(key);
          else expected.add(key);
        expect(namesIn(merged)).toEqual(expected);
        for (const key of expected) {
          const isPatched = namesIn(patch).has(key);
          const value = isPatched
            ? mergePatch(valueOf(target, key), valueOf(patch, key))
            : valueOf(target, key);
          expect(JSON.stringify(valueOf(merged, key))).toBe(JSON.stringify(value));
        }
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(JSON.stringify(mergePatch(once, patch))).toBe(JSON.stringify(once));
      }),
    );
  });

  it('makes any document without nulls of an empty one', () => {
    fc.assert(
      fc.property(object, (wanted) => {
        const document = withoutNulls(wanted);
        expect(JSON.stringify(mergePatch({}, document))).toBe(JSON.stringify(document));
      }),
    );
  });

  it('changes neither what it is given nor any prototype', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const given = JSON.stringify([target, patch]);
        const merged = mergePatch(target, patch);
        expect(JSON.stringify([target, patch])).toBe(given);
        if (isRecord(merged)) expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
      }),
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect({}).not.toHaveProperty('admin');
  });
});

describe('what can be stored', () => {
  const nested = (levels: number): unknown => (levels === 1 ? {} : { a: nested(levels - 1) });
  const ofBytes = (bytes: number) => ({ a: 'é'.repeat((bytes - 8) / 2) });

  it.each([
    ['8 levels', nested(8), null],
    ['9 levels', nested(9), 'must not be nested deeper than 8 levels'],
    ['16 KB', ofBytes(mostBytes), null],
    ['more', ofBytes(mostBytes + 2), 'must not be larger than 16 KB in all'],
  ])('%s: %#', (_what, document, issue) => {
    expect(storageIssue(document)).toBe(issue);
  });
});

describe('If-Match', () => {
  const etag = etagOf('{}');
  it.each([
    ['nothing', undefined, true],
    ['any', ' * ', true],
    ['the tag', etag, true],
    ['the tag among others', `"x", ${etag}`, true],
    ['another', etagOf('{"a":1}'), false],
    ['a weak one', `W/${etag}`, false],
    ['no tag at all', '', false],
  ])('%s', (_what, header, allows) => {
    expect(ifMatchAllows(header, etag)).toBe(allows);
  });
});
