import type { EventView } from '../views/event';
import { clockTime, localSpan } from './local-time';
import { oneLine, paragraphs } from '../../../../content/server/domain/text/clean';
import { words } from './words';

export const titleOf = (event: EventView): string => oneLine(event.title ?? '') || event.slug;

/** When it is: in the event's own time zone, then in Second Life's. */
export const timesOf = ({ start_time, end_time, timezone, language, sl_time }: EventView): string[] => [
  localSpan(start_time, end_time, timezone, language),
  `Second Life: ${sl_time}`,
];

function lineUpOf({ artists, timezone, language }: EventView): string[] {
  const { lineUp, roles } = words[language];
  if (artists.length === 0) return [];
  return [
    `${lineUp}:`,
    ...artists.map(({ name, slug, role, start_time }) => {
      const known = role && roles[role];
      const who = `${oneLine(name ?? '') || slug}${known ? ` (${known})` : ''}`;
      return start_time ? `${clockTime(start_time, timezone, language)} ${who}` : who;
    }),
  ];
}

/**
 * All that a calendar shows of an event beneath its title, as plain text in the reader's language: what it is, who plays,
 * when, the way there (SLurl), and at the end the address of its page.
 */
export function descriptionOf(event: EventView, url: string): string {
  const status = event.status === 'scheduled' ? [] : [words[event.language].statuses[event.status]];
  const place = [event.location?.name, event.location?.slurl].flatMap((text) =>
    text ? [oneLine(text)] : [],
  );
  return [
    status,
    [paragraphs(event.description ?? '').join('\n\n')],
    lineUpOf(event),
    timesOf(event),
    place,
    [url],
  ]
    .map((lines) => lines.join('\n'))
    .filter((block) => block !== '')
    .join('\n\n');
}
