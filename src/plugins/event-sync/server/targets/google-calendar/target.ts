import type { GoogleCalendarClient } from '../../clients/google-calendar';
import type { Desired } from '../../domain/desired';
import type { ShownEvent } from '../../domain/shown-event';
import type { Target, TargetName } from '../target';
import type { CalendarEvent } from './calendar-event';
import { shownHash } from './calendar-event';
import { eventIdOf } from './event-id';

interface CalendarTerms {
  name: TargetName;
  title: string;
  integration: string;
  calendarId: string;
  /** Whose events these are: the private property `club`. */
  club: string;
  desired: (event: ShownEvent | null) => Desired<CalendarEvent>;
}

/** A Google calendar. Ids are of the club's choosing, so that whatever got no answer can simply be done again. */
export function googleCalendarTarget(
  client: GoogleCalendarClient,
  { calendarId, club, ...terms }: CalendarTerms,
): Target<CalendarEvent> {
  const idOf = (event: string, generation: number): string =>
    eventIdOf({ documentId: event, calendarId, generation });

  return {
    ...terms,
    destination: calendarId,
    async create({ document, generation }, occasion) {
      const id = idOf(occasion.event, generation);
      if ((await client.insert(calendarId, id, document, occasion)) === 'inserted')
        return { outcome: 'shown', remoteId: id };
      // It is there, or was deleted and still holds its id: a change brings it back.
      const patched = await client.patch(calendarId, id, document, occasion);
      return patched === 'patched' ? { outcome: 'shown', remoteId: id } : { outcome: 'id-spent' };
    },
    async change({ document, generation, remoteId }, occasion) {
      const id = remoteId ?? idOf(occasion.event, generation);
      const patched = await client.patch(calendarId, id, document, occasion);
      if (patched === 'patched') return { outcome: 'shown', remoteId: id };
      if (patched === 'gone') return { outcome: 'gone' };
      // Either nothing may be written in this calendar, which this tells by failing, or this event cannot be brought back.
      await client.delete(calendarId, id, occasion);
      return { outcome: 'id-spent' };
    },
    async remove({ generation, remoteId }, occasion) {
      await client.delete(calendarId, remoteId ?? idOf(occasion.event, generation), occasion);
      return { outcome: 'gone' };
    },
    // The address that Google gives an event: its id and its calendar, in base64url.
    addressOf: (remoteId) => {
      const eid = Buffer.from(`${remoteId} ${calendarId}`).toString('base64url');
      return `https://calendar.google.com/calendar/event?eid=${eid}`;
    },
    async *list(signal) {
      for await (const found of client.list(calendarId, `club=${club}`, signal)) {
        const event = found.extendedProperties?.private?.['event'];
        if (!event || !found.id || found.status === 'cancelled') continue;
        yield { event, remoteId: found.id, hash: shownHash(found) };
      }
    },
  };
}
