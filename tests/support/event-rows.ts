import { snapshotOf as snapshotOfType } from '../../src/plugins/event-sync/server/domain/event-snapshot';

/** Events have no switch. */
export const snapshotOf = (rows: readonly unknown[]) =>
  snapshotOfType(rows, { uid: 'api::event.event', attributes: {} });

/** A row of an event as the database gives it, populated, for tests of what is made of one. English and a draft, if not told. */
export const eventRow = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 7,
  documentId: 'k1x9',
  locale: 'en',
  publishedAt: null,
  slug: 'night',
  title: 'Night of echoes',
  description: 'A **long** night',
  eventType: 'live_music',
  eventStatus: 'scheduled',
  startTime: '2026-11-21T21:00:00.000Z',
  endTime: '2026-11-21T23:30:00.000Z',
  timezone: 'Europe/Rome',
  location: {
    id: 3,
    documentId: 'cave',
    slug: 'main-cave',
    name: 'The Main Cave',
    slurl: 'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
    isActive: true,
  },
  lineUp: [
    {
      id: 2,
      artist: { documentId: 'zed', name: 'Zed' },
      role: 'dj',
      position: 2,
      startTime: null,
      endTime: null,
    },
    {
      id: 1,
      artist: { documentId: 'elodie', name: 'Élodie Vesper' },
      role: 'headliner',
      position: 1,
      startTime: '2026-11-21T21:30:00.000Z',
      endTime: null,
    },
  ],
  links: [{ id: 5, kind: 'tickets', label: 'Tickets', url: 'https://tickets.test/night' }],
  announce: true,
  announceAt: null,
  ...more,
});

/** The same row as draft and as published; and the rows of translations, which have texts alone. */
export const publishedEvent = (
  more: Record<string, unknown> = {},
  translations: Record<string, { title?: string | null; description?: string | null }> = {},
): Record<string, unknown>[] => {
  const rows = [
    eventRow(more),
    ...Object.entries(translations).map(([locale, texts]) =>
      eventRow({ ...more, title: null, description: null, ...texts, locale, location: null, lineUp: [] }),
    ),
  ];
  return [...rows, ...rows.map((row) => ({ ...row, publishedAt: '2026-11-01T10:00:00.000Z' }))];
};
