import { eventView } from '../../../../../../tests/support/event-view';
import type { PostSummary } from '../views/post';
import { eventItem, postItem } from './items';
import { localSpan } from './local-time';

const link = 'https://club.test/x';
const { start_time, end_time } = eventView();

describe('eventItem', () => {
  it('says when, here and in Second Life, before all else', () => {
    expect(eventItem(eventView(), link)).toMatchObject({
      documentId: 'k1x9',
      title: 'Night of echoes',
      link,
      paragraphs: [
        `${localSpan(start_time, end_time, 'Europe/Rome', 'en')}\nSecond Life: Sat 21 Nov 2026, 1:00 PM PST\nThe Main Cave`,
        'A long night',
      ],
      category: { slug: 'live_music', name: 'Live music' },
    });
  });

  it('says that an event is off', () => {
    expect(eventItem(eventView({ status: 'cancelled', language: 'es' }), link).title).toBe(
      'Cancelado: Night of echoes',
    );
  });
});

describe('postItem', () => {
  const post: PostSummary = {
    id: 'p1',
    slug: 'post',
    title: ' A\npost ',
    excerpt: 'A *teaser*\n\nof two',
    category: { slug: 'news', name: 'News' },
    author: { slug: 'oriane', name: 'Oriane' },
    cover: null,
    minimum_tier: null,
    locked: true,
    offer: null,
    published_at: '2026-11-20T10:00:00.000Z',
    language: 'en',
    fallback: [],
    created_at: '2026-11-01T10:00:00.000Z',
    updated_at: '2026-11-21T11:00:00.000Z',
  };

  it('is the excerpt', () => {
    expect(postItem(post, link)).toEqual({
      documentId: 'p1',
      title: 'A post',
      link,
      paragraphs: ['A teaser', 'of two'],
      published: new Date('2026-11-20T10:00:00Z'),
      updated: new Date('2026-11-21T11:00:00Z'),
      category: { slug: 'news', name: 'News' },
      author: 'Oriane',
      cover: null,
    });
  });

  it('may lack all but its slug', () => {
    const bare = { ...post, title: null, excerpt: null, category: null, author: null };
    expect(postItem(bare, link)).toMatchObject({
      title: 'post',
      paragraphs: [],
      category: undefined,
      author: undefined,
    });
  });
});
