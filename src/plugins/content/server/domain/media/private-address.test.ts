import { isPrivateAddress, isStoredName, namesIn, privateAddress, withAddresses } from './private-address';

it('knows its own addresses', () => {
  expect(isPrivateAddress(privateAddress('map_1a2b.webp'))).toBe(true);
  expect(isPrivateAddress('/uploads/map_1a2b.webp')).toBe(false);
});

it.each(['map_1a2b3c4d5e.webp', 'thumbnail_map_1a2b3c4d5e.webp', 'map', 'a-b.m4a'])(
  '%s can be stored',
  (name) => expect(isStoredName(name)).toBe(true),
);

it.each([
  '',
  '.',
  '..',
  '.env',
  '../map.webp',
  'a/b.webp',
  'a\\b.webp',
  'a%2fb.webp',
  'a.tar.gz',
  'a.webp\0',
])('%j cannot be stored', (name) => expect(isStoredName(name)).toBe(false));

it.each<[string, string, string]>([
  ['a picture', '![Map](/uploads/map_1.webp)', '![Map](NEW)'],
  ['a picture with a title', '![Map](/uploads/map_1.webp "A map")', '![Map](NEW "A map")'],
  ['an absolute address', '[Map](https://club.test/uploads/map_1.webp)', '[Map](NEW)'],
  ['an address of another provider', '[Map](https://b.s3.test/x/map_1.webp?v=1#a)', '[Map](NEW)'],
  ['the address that the panel shows', '![](/admin/private-files/map_1.webp)', '![](NEW)'],
  ['HTML', '<img src="/uploads/map_1.webp" alt=\'\'>', '<img src="NEW" alt=\'\'>'],
  ['an address in angle brackets', '[Map](</uploads/map_1.webp>)', '[Map](<NEW>)'],
  ['a reference', '[map]: /uploads/map_1.webp', '[map]: NEW'],
  ['a bare address', 'See https://club.test/uploads/map_1.webp.', 'See NEW.'],
  ['another file', '![](/uploads/map_2.webp)', '![](/uploads/map_2.webp)'],
  ['words', 'The map_1.webp is not here, and/or there', 'The map_1.webp is not here, and/or there'],
])('finds a file in %s', (_case, text, expected) => {
  expect(withAddresses(text, (name) => (name === 'map_1.webp' ? 'NEW' : undefined))).toBe(expected);
  expect(namesIn(text).includes('map_1.webp')).toBe(text !== expected);
});
