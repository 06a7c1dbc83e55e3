import type { Consequence } from '../../contract/consequences';
import { eventChanges, type PublicEvent } from './event-changes';

const now = new Date('2030-05-01T12:00:00.000Z');
const hall = { documentId: 'hall', name: 'Hall' };
const event = (more: Partial<PublicEvent> = {}): PublicEvent => ({
  status: 'scheduled',
  start: new Date('2030-05-04T19:00:00.000Z'),
  end: new Date('2030-05-04T21:00:00.000Z'),
  zone: 'Europe/Rome',
  location: hall,
  ...more,
});
const past = { start: new Date('2030-04-01T19:00:00.000Z'), end: new Date('2030-04-01T21:00:00.000Z') };
const later = { start: new Date('2030-05-05T19:00:00.000Z'), end: new Date('2030-05-05T21:00:00.000Z') };

it.each<[string, PublicEvent | null, PublicEvent | null, Consequence[]]>([
  ['nothing', event(), event(), []],
  ['one that becomes public', null, event({ status: 'cancelled' }), []],
  ['one that is no longer public', event(), null, []],
  ['a cancellation', event(), event({ status: 'cancelled' }), [{ kind: 'eventStatus', status: 'cancelled' }]],
  ['a postponement', event(), event({ status: 'postponed' }), [{ kind: 'eventStatus', status: 'postponed' }]],
  [
    'one that takes place after all',
    event({ status: 'cancelled' }),
    event(),
    [{ kind: 'eventStatus', status: 'scheduled' }],
  ],
  [
    'another time, in its own zone',
    event(),
    event({ ...later, zone: 'America/New_York' }),
    [
      {
        kind: 'eventTime',
        from: '2030-05-04T19:00:00.000Z',
        to: '2030-05-05T19:00:00.000Z',
        zone: 'America/New_York',
      },
    ],
  ],
  ['a later end', event(), event({ end: later.end }), []],
  [
    'another location',
    event(),
    event({ location: { documentId: 'cave', name: 'Cave' } }),
    [{ kind: 'eventLocation', from: 'Hall', to: 'Cave' }],
  ],
  [
    'no location any more',
    event(),
    event({ location: null }),
    [{ kind: 'eventLocation', from: 'Hall', to: null }],
  ],
  ['a location that was missing', event({ location: null }), event(), []],
  ['the same location, renamed', event(), event({ location: { ...hall, name: 'Great Hall' } }), []],
  ['a past event', event(past), event({ ...past, status: 'cancelled', location: null }), []],
  [
    'a past event moved ahead',
    event(past),
    event(),
    [
      {
        kind: 'eventTime',
        from: past.start.toISOString(),
        to: event().start.toISOString(),
        zone: 'Europe/Rome',
      },
    ],
  ],
])('%s', (_case, before, after, expected) => {
  expect(eventChanges(before, after, now)).toEqual(expected);
});
