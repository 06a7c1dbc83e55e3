import fc from 'fast-check';
import ical from 'node-ical';
import { eventView } from '../../../../../../tests/support/event-view';
import { hostileText } from '../../../../../../tests/support/hostile-text';
import { faultsOfForm, parseCalendar, property } from '../../../../../../tests/support/ics';
import type { EventView } from '../views/event';
import { calendarOf, sequenceOf } from './calendar';
import { descriptionOf, titleOf } from './event-text';
import { escapeText } from './ical-lines';
import { oneLine } from '../../../../content/server/domain/text/clean';

const eventUrl = (slug: string): string => `https://club.test/events/${slug}`;
const club = { name: 'The Cave; of dreams, really', timeZone: 'Europe/Rome', eventUrl };
const write = (...events: EventView[]): string => calendarOf(events, club);
const linesOf = (document: string): string[] => document.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar', () => {
  it('says who it is, and how often to ask', () => {
    const { calendar } = parseCalendar(write(eventView()));
    const said = [
      'version',
      'calscale',
      'x-wr-calname',
      'x-wr-timezone',
      'refresh-interval',
      'x-published-ttl',
    ];
    expect(said.map((name) => property(calendar, name))).toEqual([
      '2.0',
      'GREGORIAN',
      'The Cave\\; of dreams\\, really',
      'Europe/Rome',
      'PT1H',
      'PT1H',
    ]);
    expect(property(calendar, 'prodid')).toBe('-//dreamers-cave//events//EN');
  });

  it('has its properties before its events', () => {
    const lines = linesOf(write(eventView()));
    const begin = lines.indexOf('BEGIN:VEVENT');
    expect(lines.slice(lines.indexOf('END:VEVENT') + 1)).toEqual(['END:VCALENDAR', '']);
    expect(lines.slice(0, begin)).toContain('X-WR-TIMEZONE:Europe/Rome');
    expect(lines.slice(0, begin)).toContain('X-WR-CALNAME:The Cave\\; of dreams\\, really');
  });

  it('may be empty', () => {
    expect(faultsOfForm(write())).toEqual([]);
    expect(parseCalendar(write()).events).toEqual([]);
  });

  it('is the same bytes for the same content', () => {
    expect(write(eventView(), eventView({ id: 'b' }))).toBe(write(eventView(), eventView({ id: 'b' })));
  });
});

describe('an event in it', () => {
  it('tells all, in UTC', () => {
    const lines = linesOf(write(eventView()));
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:k1x9@dreamers-cave',
        'SEQUENCE:3600',
        'DTSTAMP:20261101T110000Z',
        'CREATED:20261101T100000Z',
        'LAST-MODIFIED:20261101T110000Z',
        'DTSTART:20261121T210000Z',
        'DTEND:20261121T233000Z',
        'SUMMARY:Night of echoes',
        'LOCATION:The Main Cave',
        'CATEGORIES:Live music',
        'STATUS:CONFIRMED',
        'URL;VALUE=URI:https://club.test/events/night',
      ]),
    );
    expect(lines.some((line) => line.startsWith('GEO'))).toBe(false);
  });

  it.each([
    ['scheduled', 'CONFIRMED'],
    ['postponed', 'TENTATIVE'],
    ['cancelled', 'CANCELLED'],
  ] as const)('%s is %s', (status, expected) => {
    expect(linesOf(write(eventView({ status })))).toContain(`STATUS:${expected}`);
  });

  it.each([
    ['2026-11-01T10:00:00.000Z', '2026-11-01T10:00:00.000Z', 0],
    ['2026-11-01T10:00:00.000Z', '2026-11-01T10:00:01.999Z', 1],
    ['2026-11-01T10:00:00.900Z', '2026-11-01T10:00:00.100Z', 0],
    ['2020-01-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z', 631152000],
  ])('created %s and changed %s is revision %i', (created_at, updated_at, expected) => {
    expect(sequenceOf(eventView({ created_at, updated_at }))).toBe(expected);
  });

  it.each([
    ['across midnight', '2026-11-21T22:30:00.000Z', '2026-11-22T01:00:00.000Z'],
    ['as the clocks go forward in Rome', '2026-03-29T00:30:00.000Z', '2026-03-29T03:00:00.000Z'],
    ['as the clocks go back in Rome', '2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z'],
    ['as the clocks go forward in Second Life', '2026-03-08T09:30:00.000Z', '2026-03-08T11:00:00.000Z'],
    ['as the clocks go back in Second Life', '2026-11-01T08:30:00.000Z', '2026-11-01T10:00:00.000Z'],
    ['across the turn of the year', '2026-12-31T22:00:00.000Z', '2027-01-01T02:00:00.000Z'],
  ])('is at the same moment for every reader: %s', (_case, start_time, end_time) => {
    const document = write(eventView({ start_time, end_time }));
    const [event] = parseCalendar(document).events;
    expect(event?.startDate.zone.tzid).toBe('UTC');
    expect(event?.startDate.toJSDate().toISOString()).toBe(start_time);
    expect(event?.endDate.toJSDate().toISOString()).toBe(end_time);

    const other = Object.values(ical.sync.parseICS(document)).find((part) => part?.type === 'VEVENT');
    expect(other).toMatchObject({ uid: 'k1x9@dreamers-cave' });
    expect([other?.start, other?.end].map((moment) => moment && new Date(moment).toISOString())).toEqual([
      start_time,
      end_time,
    ]);
  });

  it('has a title, come what may', () => {
    expect(linesOf(write(eventView({ title: null, location: null, event_type: null })))).toContain(
      'SUMMARY:night',
    );
  });
});

it('any texts survive the way there and back', () => {
  const texts = fc.record({
    title: hostileText(),
    description: hostileText(),
    place: hostileText(10),
    name: hostileText(10),
  });
  fc.assert(
    fc.property(texts, ({ title, description, place, name }) => {
      const event = eventView({
        title,
        description,
        location: { slug: 'x', name: place, slurl: null },
        artists: [{ slug: 'x', name, role: 'dj', start_time: null, end_time: null }],
      });
      const document = calendarOf([event, eventView({ id: 'after' })], { ...club, name });
      expect(faultsOfForm(document)).toEqual([]);
      const { calendar, events } = parseCalendar(document);
      expect(events.map(({ uid }) => uid)).toEqual(['k1x9@dreamers-cave', 'after@dreamers-cave']);
      expect(events[0]?.summary).toBe(titleOf(event));
      expect(events[0]?.description).toBe(descriptionOf(event, eventUrl('night')));
      expect(events[0]?.location ?? '').toBe(oneLine(place));
      // ical.js leaves what it does not know as it stands.
      expect(property(calendar, 'x-wr-calname') ?? '').toBe(escapeText(oneLine(name)));
    }),
  );
});
