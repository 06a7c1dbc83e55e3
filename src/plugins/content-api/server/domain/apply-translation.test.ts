import fc from 'fast-check';
import { applyTranslation, translatedAttributes, type Row } from './apply-translation';
import { isMissing } from '../../../../shared/server/missing';

const localized = { i18n: { localized: true } };

it('translates what a row holds itself', () => {
  const attributes = {
    title: { type: 'string', pluginOptions: localized },
    slug: { type: 'uid', pluginOptions: { i18n: { localized: false } } },
    benefits: { type: 'json', pluginOptions: localized },
    cover: { type: 'media', pluginOptions: localized },
    location: { type: 'relation', pluginOptions: localized },
    createdAt: { type: 'datetime' },
  };
  expect(translatedAttributes(attributes)).toEqual(['title', 'benefits']);
});

it('takes what is translated, keeps what is not', () => {
  const english = { id: 1, slug: 'x', title: 'Night', description: 'Long', locale: 'en' };
  const italian = { id: 2, slug: 'y', title: 'Notte', description: '', locale: 'it' };
  expect(applyTranslation(english, italian, ['title', 'description'])).toEqual({
    id: 1,
    slug: 'x',
    title: 'Notte',
    description: 'Long',
    locale: 'it',
  });
});

describe('for any two rows', () => {
  const names = ['a', 'b', 'c', 'd'];
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, undefined, '', [], 0, false),
    fc.string(),
    fc.array(fc.string()),
  );
  const row: fc.Arbitrary<Row> = fc
    .dictionary(fc.constantFrom(...names, 'other'), value)
    .chain((rest) => fc.constantFrom<Row[]>({ ...rest, id: 1, locale: 'en' }, { ...rest, id: 1 }));
  const translation = row.map((fields): Row => ({ ...fields, id: 2, locale: 'it' }));

  it('every field is from one of the two, and empty only where both are', () => {
    fc.assert(
      fc.property(row, translation, fc.subarray(names), (base, other, translated) => {
        const result = applyTranslation(base, other, translated);
        expect(Object.keys(result)).toEqual(Object.keys(base));
        for (const name of Object.keys(base)) {
          const taken = (translated.includes(name) || name === 'locale') && !isMissing(other[name]);
          expect(result[name]).toBe(taken ? other[name] : base[name]);
        }
      }),
    );
  });

  it('no translation, the same language and a second time change nothing', () => {
    fc.assert(
      fc.property(row, translation, (base, other) => {
        expect(applyTranslation(base, undefined, names)).toBe(base);
        expect(applyTranslation(base, base, names)).toEqual(base);
        const once = applyTranslation(base, other, names);
        expect(applyTranslation(once, other, names)).toEqual(once);
      }),
    );
  });
});
