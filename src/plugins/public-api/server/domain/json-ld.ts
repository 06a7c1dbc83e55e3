import type { EventView } from '../contract/content';
import { plainText } from '../../../content/server/domain/text/clean';

const statuses = {
  scheduled: 'EventScheduled',
  cancelled: 'EventCancelled',
  postponed: 'EventPostponed',
} as const;

/**
 * The event as search engines read it (https://schema.org/MusicEvent). The club is in a virtual world, so attendance is
 * online and the place a VirtualLocation, whose address is the SLurl.
 */
export function eventJsonLd(
  event: Omit<EventView, 'json_ld'>,
  { url, clubName }: { url: string; clubName: string },
): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'MusicEvent',
    name: event.title,
    ...(event.description && { description: plainText(event.description, 300) }),
    startDate: event.start_time,
    endDate: event.end_time,
    eventStatus: `https://schema.org/${statuses[event.status]}`,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    url,
    inLanguage: event.language,
    location: {
      '@type': 'VirtualLocation',
      name: event.location?.name ?? clubName,
      url: event.location?.slurl ?? url,
    },
    ...(event.cover && { image: [event.cover.url] }),
    ...(event.artists.length > 0 && {
      performer: event.artists.map(({ name }) => ({ '@type': 'MusicGroup', name })),
    }),
    organizer: { '@type': 'Organization', name: clubName },
  };
}
