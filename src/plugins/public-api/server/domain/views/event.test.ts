import { toEvent, type EventParts } from './event';

const event = {
  documentId: 'id',
  rowId: 1,
  language: 'it' as const,
  fallback: ['description'],
  createdAt: new Date('2026-11-01T00:00:00Z'),
  updatedAt: new Date('2026-11-02T00:00:00Z'),
  slug: 'night',
  title: 'Notte',
  description: 'A **long** night',
  eventType: 'live_music' as const,
  eventStatus: 'cancelled' as const,
  startTime: new Date('2026-11-21T21:00:00Z'),
  endTime: new Date('2026-11-21T23:00:00Z'),
  timezone: 'Europe/Rome',
  isFeatured: true,
};

const performer = {
  slug: 'ann',
  name: 'Ann',
  role: 'headliner',
  position: 1,
  startTime: null,
  endTime: null,
};
const parts: EventParts = {
  location: undefined,
  lineUp: [performer, { ...performer, slug: 'bea', name: 'Bea', position: 0, startTime: event.startTime }],
  cover: undefined,
  links: [],
  url: 'https://club.test/events/night',
  clubName: 'Club',
};

describe('toEvent', () => {
  const view = toEvent(event, parts);

  it('says when it is, here and in Second Life', () => {
    expect(view).toMatchObject({
      start_time: '2026-11-21T21:00:00.000Z',
      sl_time: 'Sat 21 Nov 2026, 1:00 PM PST',
      language: 'it',
      fallback: ['description'],
    });
  });

  it('orders the line-up by position', () => {
    expect(view.artists.map(({ slug, start_time }) => [slug, start_time])).toEqual([
      ['bea', '2026-11-21T21:00:00.000Z'],
      ['ann', null],
    ]);
  });

  it('tells search engines the same', () => {
    expect(view.json_ld).toMatchObject({
      '@type': 'MusicEvent',
      name: 'Notte',
      description: 'A long night',
      eventStatus: 'https://schema.org/EventCancelled',
      location: { '@type': 'VirtualLocation', name: 'Club', url: 'https://club.test/events/night' },
      performer: [
        { '@type': 'MusicGroup', name: 'Bea' },
        { '@type': 'MusicGroup', name: 'Ann' },
      ],
    });
  });
});
