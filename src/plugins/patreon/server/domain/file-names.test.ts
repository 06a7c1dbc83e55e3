import { hashesOf, sizeNamed } from './file-names';

it.each([
  ['map_1a2b.webp', ['map_1a2b', '1a2b']],
  ['small_map_1a2b.webp', ['small_map_1a2b', 'map_1a2b']],
  ['map.webp', ['map']],
  ['map', ['map']],
])('%s may be a size of the files %j', (name, hashes) => expect(hashesOf(name)).toEqual(hashes));

it.each([
  ['map_1.webp', null],
  ['small_map_1.webp', 'small'],
  ['large_map_1.webp', undefined],
  ['map_1.png', undefined],
])('%s is the size %s', (name, size) => {
  const formats = { small: { hash: 'small_map_1', ext: '.webp' } };
  expect(sizeNamed(name, { hash: 'map_1', ext: '.webp', formats })).toBe(size);
});
