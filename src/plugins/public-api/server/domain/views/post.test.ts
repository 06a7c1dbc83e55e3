import type { Offer } from '../../../../patreon/server/domain/offer';
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
  lockedText: null,
  date: new Date('2026-11-21T10:00:00Z'),
};
const tier = {
  ...document,
  fallback: [],
  slug: 'dreamer',
  name: 'Dreamer',
  amountCents: 300,
  currency: 'EUR',
  patreonTierId: null,
};
const offer: Offer = { reason: 'For supporters', minimum_tier: null, tiers: [], unlocks: ['body'] };
const parts: PostParts = {
  category: undefined,
  author: undefined,
  minimumTier: tier,
  cover: undefined,
  offer,
};

describe('toPost', () => {
  it('keeps the body from who may not read it, and any word of it', () => {
    expect(toPost(post, parts)).toMatchObject({
      body: null,
      excerpt: 'Short',
      locked: true,
      offer,
      minimum_tier: { slug: 'dreamer', name: 'Dreamer' },
      fallback: ['excerpt'],
    });
  });

  it('gives them what stands before the mark', () => {
    const split = { ...post, body: 'Open\n<!--members-only-->\nLong', fallback: ['body', 'locked_text'] };
    expect(toPost(split, parts)).toMatchObject({ body: 'Open', locked: true, fallback: ['body'] });
  });

  it('gives it to others', () => {
    expect(toPost(post, { ...parts, offer: null })).toMatchObject({
      locked: false,
      body: 'Long',
      fallback: ['excerpt', 'body'],
    });
  });
});
