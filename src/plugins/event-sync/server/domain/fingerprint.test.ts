import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { fingerprint } from './plan';

/** The same document with its fields in another order, at every level. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const turned = Object.entries(value).reverse();
  return Object.fromEntries(turned.map(([name, inner]) => [name, reversed(inner)]));
}

// What JSON cannot tell apart (-0, undefined) is no part of a document.
const documents = fc
  .dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { noNullPrototype: true })
  .map((document) => JSON.parse(JSON.stringify(document)) as Record<string, unknown>);

it('stays the same for good: stored ones are compared with it', () => {
  // printf '{"start":{"timeZone":"Europe/Rome"},"summary":"Night"}' | openssl dgst -sha256 -binary | basenc --base64url
  expect(fingerprint({ summary: 'Night', start: { timeZone: 'Europe/Rome' } })).toBe(
    'S3w8MxDP84E5OyuU72ZBaeVzUkKxliFBZpQ8DKpbV0o',
  );
});

it('does not mind the order of fields', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(fingerprint(reversed(document) as object)).toBe(fingerprint(document));
    }),
  );
});

it('tells different documents apart', () => {
  fc.assert(
    fc.property(documents, documents, (one, other) => {
      expect(fingerprint(one) === fingerprint(other)).toBe(isDeepStrictEqual(one, other));
    }),
  );
  expect(fingerprint({ list: [1, 2] })).not.toBe(fingerprint({ list: [2, 1] }));
});

it('is short, and plain enough for a header or a column', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(fingerprint(document)).toMatch(/^[\w-]{43}$/);
    }),
  );
});
