import { includesEnglish, includesLanguage, isLocaleFor } from './languages';

it.each([
  ['update', 'it', true],
  ['update', '', true],
  ['update', undefined, true],
  ['update', '*', false],
  ['update', ['it'], false],
  ['update', 'it-IT', false],
  ['update', 'IT', false],
  ['update', { $ne: 'en' }, false],
  ['create', 'de', false],
  ['findMany', '*', true],
  ['findMany', 'de', false],
  ['findMany', ['it', 'fr'], true],
  ['findMany', ['it', 'de'], false],
  ['publish', ['en', '*'], true],
  ['publish', [], false],
  ['delete', 'it-IT', true],
])('%s in %j: %s', (action, locale, expected) => {
  expect(isLocaleFor(action, locale)).toBe(expected);
});

it.each([
  [undefined, true],
  ['', true],
  ['en', true],
  ['*', true],
  [['it', 'en'], true],
  ['it', false],
  [['it', 'fr'], false],
])('%j includes English: %s', (locale, expected) => {
  expect(includesEnglish(locale)).toBe(expected);
});

it.each<[unknown, boolean]>([
  [undefined, false],
  ['', false],
  ['en', false],
  ['it', true],
  [['en', 'it'], true],
  ['*', true],
  [['*'], true],
])('a locale of %j includes Italian: %s', (locale, includes) =>
  expect(includesLanguage(locale, 'it')).toBe(includes),
);
