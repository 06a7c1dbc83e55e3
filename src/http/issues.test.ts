import { z } from 'zod';
import { issuesOf, sentenceOf } from './issues';

const reference = z.union([z.string(), z.strictObject({ slug: z.string() })], {
  error: 'must be a slug, or null',
});
const body = z.strictObject({
  name: z.string(),
  size: z.int().min(1).nullable().optional(),
  kind: z.enum(['a', 'b']).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  list: z
    .array(z.strictObject({ url: z.string().max(3) }))
    .max(2)
    .optional(),
  on: z.boolean().optional(),
  place: reference.optional(),
});
const check = (value: unknown) =>
  issuesOf(
    { query: undefined, body: body.safeParse(value, { error: sentenceOf }).error },
    new URLSearchParams(),
  );

describe('the issues of a body', () => {
  it.each([
    ['what is missing', {}, { name: ['must be given'] }],
    ['no object', [], { body: ['must be an object'] }],
    ['a wrong type', { name: 1, on: 'yes' }, { name: ['must be a text'], on: ['must be true or false'] }],
    ['no whole number', { name: '', size: 1.5 }, { size: ['must be a whole number'] }],
    ['one that is too small', { name: '', size: 0 }, { size: ['must be at least 1'] }],
    ['one that is not among the choices', { name: '', kind: 'c' }, { kind: ['must be one of a, b'] }],
    [
      'a time without its offset',
      { name: '', at: '2026-11-21' },
      { at: [expect.stringContaining('ISO 8601')] },
    ],
    [
      'a list within',
      { name: '', list: [{ url: 'long' }] },
      { 'list.0.url': ['must have at most 3 characters'] },
    ],
    ['too long a list', { name: '', list: [1, 2, 3] }, { list: ['must have at most 2 entries'] }],
    [
      'unknown keys, each by its name',
      { name: '', x: 1, list: [{ url: '', y: 1 }] },
      { x: ['is not known here'], 'list.0.y': ['is not known here'] },
    ],
    ['no alternative of a union', { name: '', place: 7 }, { place: ['must be a slug, or null'] }],
    [
      'within one alternative',
      { name: '', place: { id: 1, slug: '' } },
      { 'place.id': ['is not known here'] },
    ],
  ])('%s', (_case, value, expected) => {
    expect(check(value)).toMatchObject(expected);
  });

  it('takes no harm from keys that objects have of themselves; zod passes over __proto__', () => {
    const value: unknown = JSON.parse('{"name":"","__proto__":1,"constructor":2,"hasOwnProperty":3}');
    expect(Object.entries(check(value))).toEqual([
      ['constructor', ['is not known here']],
      ['hasOwnProperty', ['is not known here']],
    ]);
  });
});
