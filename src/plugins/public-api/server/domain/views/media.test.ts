import { toLink, toMedia } from './media';

const file = {
  field: 'cover',
  url: '/uploads/cave.webp',
  alternativeText: 'A cave',
  width: 1280,
  height: 720,
  mime: 'image/webp',
  formats: { thumbnail: { url: '/uploads/thumbnail_cave.webp', width: 245, height: 138 }, large: 'broken' },
};

describe('toMedia', () => {
  it('makes addresses absolute and leaves out sizes that are not there', () => {
    expect(toMedia(file, 'https://club.test')).toEqual({
      url: 'https://club.test/uploads/cave.webp',
      alt: 'A cave',
      width: 1280,
      height: 720,
      mime: 'image/webp',
      formats: {
        thumbnail: { url: 'https://club.test/uploads/thumbnail_cave.webp', width: 245, height: 138 },
        small: null,
        medium: null,
        large: null,
      },
    });
  });

  it('leaves the address of a store elsewhere alone', () => {
    const elsewhere = { ...file, url: 'https://cdn.test/cave.webp', formats: null };
    expect(toMedia(elsewhere, 'https://club.test').url).toBe('https://cdn.test/cave.webp');
  });
});

it('a link of a kind that is gone is another one', () => {
  expect(toLink({ kind: null, label: null, url: 'https://x.test' })).toEqual({
    kind: 'other',
    label: null,
    url: 'https://x.test',
  });
});
