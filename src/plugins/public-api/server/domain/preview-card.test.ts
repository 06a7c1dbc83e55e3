import { cards } from './preview-card';
import type { EventView } from './views/event';
import type { TierView } from './views/tier';

const picture = (url: string) => ({ url, width: 10, height: 10 });
const event: EventView = {
  id: 'id',
  slug: 'night',
  title: 'Notte',
  description: `A **long** night. ${'Song '.repeat(100)}`,
  event_type: 'live_music',
  status: 'scheduled',
  start_time: '2026-11-21T21:00:00.000Z',
  end_time: '2026-11-21T23:00:00.000Z',
  timezone: 'Europe/Rome',
  sl_time: 'Sat 21 Nov 2026, 1:00 PM PST',
  location: { slug: 'cave', name: 'The Cave', slurl: null },
  artists: [{ slug: 'ann', name: null, role: 'dj', start_time: null, end_time: null }],
  cover: {
    ...picture('https://club.test/cave/uploads/a.webp'),
    alt: null,
    mime: 'image/webp',
    formats: {
      thumbnail: picture('https://club.test/cave/uploads/thumbnail_a.webp'),
      small: picture('https://club.test/cave/uploads/small_a.webp'),
      medium: null,
      large: null,
    },
  },
  is_featured: false,
  links: [],
  json_ld: {},
  language: 'it',
  fallback: ['description'],
  created_at: '2026-11-01T00:00:00.000Z',
  updated_at: '2026-11-01T00:00:00.000Z',
};
const tier: TierView = {
  slug: 'gold',
  name: 'Gold',
  description: null,
  benefits: ['All', 'More'],
  amount_cents: 1500,
  currency: 'EUR',
  patreon_url: null,
  language: 'en',
  fallback: [],
};

it('an event says when, where and who, and what is in English', () => {
  const card = cards.events({ view: event, missing: [] }, 'https://club.test');
  expect(card).toMatchObject({
    title: { attribute: 'title', text: 'Notte', isEnglish: false },
    when: { start: event.start_time, end: event.end_time, zone: 'Europe/Rome' },
    status: null,
    facts: [{ attribute: 'location', text: 'The Cave' }],
    lineUp: [{ name: 'ann', role: 'dj', start: null }],
    texts: [
      { attribute: 'description', isEnglish: true, text: expect.stringMatching(/^A long night\. .*…$/) },
    ],
  });
  expect(card.texts[0]?.text.length).toBeLessThanOrEqual(300);
});

it.each([
  ['the club’s own', 'https://club.test', '/cave/uploads/small_a.webp'],
  ['of a store elsewhere', 'https://other.test', 'https://club.test/cave/uploads/small_a.webp'],
  ['of an address that only begins alike', 'https://club.tes', 'https://club.test/cave/uploads/small_a.webp'],
])('a picture is a smaller one: %s', (_case, origin, url) => {
  expect(cards.events({ view: event, missing: [] }, origin).picture).toEqual({ url, alt: '' });
});

it('an event that has no times yet says none', () => {
  const { when } = cards.events({ view: event, missing: ['slug', 'start_time', 'end_time'] }, '');
  expect(when).toEqual({ start: null, end: null, zone: 'Europe/Rome' });
});

it('one that is cancelled says so', () => {
  expect(cards.events({ view: { ...event, status: 'cancelled' }, missing: [] }, '').status).toBe('cancelled');
});

it.each([
  ['EUR', { cents: 1500, currency: 'EUR' }],
  ['euros', null],
])('a tier in %s', (currency, price) => {
  const card = cards.tiers({ view: { ...tier, currency }, missing: [] }, '');
  expect(card.price).toEqual(price);
  expect(card.texts).toEqual([{ attribute: 'benefits', text: 'All · More', isEnglish: false }]);
});
