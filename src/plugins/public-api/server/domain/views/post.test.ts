import { toPost, type PostParts } from './post';

const document = {
  documentId: 'id',
  rowId: 1,
  language: 'it' as const,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
const post = {
  ...document,
  fallback: ['excerpt', 'body'],
  slug: 'news',
  title: 'Notizie',
  excerpt: 'Short',
  body: 'Long',
  date: new Date('2026-11-21T10:00:00Z'),
};
const tier = { ...document, fallback: [], slug: 'dreamer', name: 'Dreamer' };
const parts: PostParts = {
  category: undefined,
  author: undefined,
  minimumTier: tier,
  cover: undefined,
  locked: true,
};

describe('toPost', () => {
  it('keeps the body from who may not read it, and any word of it', () => {
    expect(toPost(post, parts)).toMatchObject({
      body: null,
      excerpt: 'Short',
      locked: true,
      minimum_tier: { slug: 'dreamer', name: 'Dreamer' },
      fallback: ['excerpt'],
    });
  });

  it('gives it to others', () => {
    expect(toPost(post, { ...parts, locked: false })).toMatchObject({
      body: 'Long',
      fallback: ['excerpt', 'body'],
    });
  });
});
