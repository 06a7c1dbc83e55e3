import type { EventView } from '../../src/plugins/public-api/server/domain/views/event';

/** An event as the readers give it, for tests of what is made of one. */
export const eventView = (more: Partial<EventView> = {}): EventView => ({
  id: 'k1x9',
  slug: 'night',
  title: 'Night of echoes',
  description: 'A **long** night',
  event_type: 'live_music',
  status: 'scheduled',
  start_time: '2026-11-21T21:00:00.000Z',
  end_time: '2026-11-21T23:30:00.000Z',
  timezone: 'Europe/Rome',
  sl_time: 'Sat 21 Nov 2026, 1:00 PM PST',
  location: {
    slug: 'main-cave',
    name: 'The Main Cave',
    slurl: 'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
  },
  artists: [
    {
      slug: 'elodie',
      name: 'Élodie Vesper',
      role: 'headliner',
      start_time: '2026-11-21T21:30:00.000Z',
      end_time: null,
    },
    { slug: 'zed', name: 'Zed', role: 'dj', start_time: null, end_time: null },
  ],
  cover: null,
  is_featured: false,
  links: [],
  json_ld: {},
  language: 'en',
  fallback: [],
  created_at: '2026-11-01T10:00:00.000Z',
  updated_at: '2026-11-01T11:00:00.500Z',
  ...more,
});
