import { isPublicEnglish } from './public-row';

const plain = { uid: 'api::plain.plain', attributes: {} };
const switched = { uid: 'api::switched.switched', attributes: { isActive: { type: 'boolean' } } };
const published = { locale: 'en', publishedAt: new Date(0), isActive: true };

it.each([
  ['published in English', plain, published, true],
  ['a draft', plain, { ...published, publishedAt: null }, false],
  ['a draft that lacks the column', plain, { locale: 'en' }, false],
  ['published in another language', plain, { ...published, locale: 'it' }, false],
  ['switched off, where the type has no switch', plain, { ...published, isActive: false }, true],
  ['active', switched, published, true],
  ['switched off', switched, { ...published, isActive: false }, false],
  ['neither', switched, { ...published, isActive: null }, false],
])('%s', (_case, type, row, expected) => {
  expect(isPublicEnglish(type, row)).toBe(expected);
});
