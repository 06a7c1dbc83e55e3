import { eventStatuses, eventTypes } from '../../../../content/server/domain/event-constants';
import type { EventView, Link, Media } from '../../contract/content';
import { boolean, choice, integer, timestamp, text } from '../columns';
import { eventJsonLd } from '../json-ld';
import { documentFieldsOf, type Localized, type Values } from '../translation';
import { slTime } from '../../../../content/server/domain/text/sl-time';

export const eventColumns = {
  slug: text,
  title: text,
  description: text,
  eventType: choice(eventTypes),
  eventStatus: choice(eventStatuses),
  startTime: timestamp,
  endTime: timestamp,
  timezone: text,
  isFeatured: boolean,
};

/** What an event tells of its location, and of those in its line-up. */
export const placeColumns = { slug: text, name: text, slurl: text };
export const performerColumns = {
  slug: text,
  name: text,
  role: text,
  position: integer,
  startTime: timestamp,
  endTime: timestamp,
};

export interface EventParts {
  location: Localized<typeof placeColumns> | undefined;
  lineUp: Values<typeof performerColumns>[];
  cover: Media | undefined;
  links: Link[];
  /** The event's page: on the website where there is one, else this API's. */
  url: string;
  clubName: string;
}

type Performer = EventView['artists'][number];

function toPerformer(entry: Values<typeof performerColumns>): Performer {
  return {
    slug: entry.slug ?? '',
    name: entry.name,
    role: entry.role,
    start_time: entry.startTime?.toISOString() ?? null,
    end_time: entry.endTime?.toISOString() ?? null,
  };
}

/** Staff number a line-up by position; entries numbered alike keep the order in which they stand. */
const inOrder = (lineUp: EventParts['lineUp']) =>
  lineUp.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)).map(toPerformer);

export function toEvent(event: Localized<typeof eventColumns>, parts: EventParts): EventView {
  const startTime = event.startTime ?? new Date(0);
  const endTime = event.endTime ?? startTime;
  const view = {
    id: event.documentId,
    slug: event.slug ?? '',
    title: event.title,
    description: event.description,
    event_type: event.eventType,
    status: event.eventStatus ?? 'scheduled',
    start_time: startTime.toISOString(),
    end_time: endTime.toISOString(),
    timezone: event.timezone ?? 'Europe/Rome',
    sl_time: slTime(startTime),
    location: parts.location
      ? { slug: parts.location.slug ?? '', name: parts.location.name, slurl: parts.location.slurl }
      : null,
    artists: inOrder(parts.lineUp),
    cover: parts.cover ?? null,
    is_featured: event.isFeatured,
    links: parts.links,
    ...documentFieldsOf(event),
  };
  return { ...view, json_ld: eventJsonLd(view, parts) };
}
