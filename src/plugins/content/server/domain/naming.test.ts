import { nameOf, namingColumns, quoted, unnamedText } from './naming';

const attributes = { title: {}, startTime: {}, timezone: {} };
const rows = [
  { locale: 'en', title: 'Fog' },
  { locale: 'fr', title: ' ' },
  { locale: 'it', title: 'Nebbia' },
];

it.each([
  ['it', 'Nebbia'],
  ['fr', 'Fog'],
  ['es', 'Fog'],
  [undefined, 'Fog'],
  [['it', 'es'], 'Nebbia'],
  ['*', 'Fog'],
])('the list in %s calls a document %s', (locale, name) =>
  expect(nameOf(rows, attributes, locale)).toBe(name),
);

it('one that has a name in another language alone is called by that; one that has none has no name', () => {
  expect(nameOf(rows.slice(2), attributes, 'es')).toBe('Nebbia');
  expect(nameOf(rows.slice(1, 2), attributes, 'fr')).toBeNull();
});

it('an event without a title is identified by its local start time', () => {
  const row = { startTime: '2026-12-31T23:30:00.000Z', timezone: 'Europe/Rome' };
  const textIn = (language: 'en' | 'it' | 'fr' | 'es') =>
    unnamedText(row, attributes, 'event', language).replace(/\s/g, ' ');
  expect(textIn('en')).toBe('event without a title, Jan 1, 2027, 12:30 AM');
  expect(textIn('it')).toBe('evento senza titolo, 1 gen 2027, 00:30');
  expect(textIn('fr')).toBe('événement sans titre, 1 janv. 2027, 00:30');
  expect(textIn('es')).toBe('evento sin título, 1 ene 2027, 0:30');
});

it('an event with an empty time zone is identified by its start time', () => {
  const row = { startTime: '2026-12-31T23:30:00.000Z', timezone: '' };
  expect(unnamedText(row, attributes, 'event', 'en')).toMatch(/^event without a title, \w+ \d+, 202[67]/);
});

it('a document without a start time is identified by its type', () =>
  expect(unnamedText({}, { name: {} }, 'artist', 'it')).toBe('artista senza nome'));

it('reads what there is', () => {
  expect(namingColumns(attributes)).toEqual(['documentId', 'locale', 'title', 'startTime', 'timezone']);
  expect(namingColumns({ name: {} })).toEqual(['documentId', 'locale', 'name']);
});

it('names stand in the quotation marks of the language', () =>
  expect(quoted('Fog', 'fr')).toBe('«\u00a0Fog\u00a0»'));
