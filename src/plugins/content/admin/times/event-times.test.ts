import { isEntryAdded, movedAlong, rezoned, timesOf, timesOfNewEntry } from './event-times';

const event = {
  title: 'Ember Hour',
  timezone: 'Europe/Rome',
  startTime: '2026-10-20T19:00:00.000Z',
  endTime: '2026-10-20T21:00:00.000Z',
  announceAt: '2026-10-13T16:00:00.000Z',
  lineUp: [
    { id: 1, role: 'host', startTime: '2026-10-20T19:00:00.000Z', endTime: '2026-10-20T20:00:00.000Z' },
    { __temp_key__: 'a1', role: 'dj', startTime: undefined, endTime: null },
  ],
};
const now = new Date('2026-10-01T00:00:00Z');
const zone = 'Europe/Rome';

test('the times of a form, by their path', () => {
  expect(timesOf(event)).toEqual({
    startTime: '2026-10-20T19:00:00.000Z',
    endTime: '2026-10-20T21:00:00.000Z',
    announceAt: '2026-10-13T16:00:00.000Z',
    'lineUp.0.startTime': '2026-10-20T19:00:00.000Z',
    'lineUp.0.endTime': '2026-10-20T20:00:00.000Z',
  });
  expect(timesOf({ title: 'Nothing yet' })).toEqual({});
});

const from = event.startTime;

test.each([
  [
    'an hour later',
    { from, to: '2026-10-20T20:00:00.000Z', zone, now },
    {
      endTime: '2026-10-20T22:00:00.000Z',
      announceAt: '2026-10-13T17:00:00.000Z',
      'lineUp.0.startTime': '2026-10-20T20:00:00.000Z',
      'lineUp.0.endTime': '2026-10-20T21:00:00.000Z',
    },
  ],
  [
    'a week later, the clocks going back between: 21:00 stays 21:00, and the announcement at 18:00',
    { from, to: '2026-10-27T20:00:00.000Z', zone, now },
    {
      endTime: '2026-10-27T22:00:00.000Z',
      announceAt: '2026-10-20T16:00:00.000Z',
      'lineUp.0.startTime': '2026-10-27T20:00:00.000Z',
      'lineUp.0.endTime': '2026-10-27T21:00:00.000Z',
    },
  ],
])('an event that starts %s', (_, move, moved) => {
  expect(movedAlong(timesOf(event), move)).toEqual(moved);
});

test('an announcement that has been made stays, and so does a time that is not settled', () => {
  const times = { announceAt: event.announceAt, endTime: '2026-10-25T02:30' };
  const late = new Date('2026-10-14T00:00:00Z');
  expect(movedAlong(times, { from, to: '2026-10-21T19:00:00.000Z', zone, now: late })).toEqual({});
});

test('in another zone the clock shows the same', () => {
  expect(rezoned(timesOf(event), zone, 'America/New_York')).toEqual({
    startTime: '2026-10-21T01:00:00.000Z',
    endTime: '2026-10-21T03:00:00.000Z',
    announceAt: '2026-10-13T22:00:00.000Z',
    'lineUp.0.startTime': '2026-10-21T01:00:00.000Z',
    'lineUp.0.endTime': '2026-10-21T02:00:00.000Z',
  });
});

test.each([
  ['occurs twice there', '2026-11-01T00:30:00.000Z', 'America/New_York', '2026-11-01T01:30'],
  ['does not exist there', '2026-03-08T01:30:00.000Z', 'America/New_York', '2026-03-08T02:30'],
  ['is unsettled here and exists there', '2026-10-25T02:30', 'America/New_York', '2026-10-25T06:30:00.000Z'],
])('a time that %s', (_, time, to, expected) => {
  expect(rezoned({ startTime: time }, zone, to)).toEqual({ startTime: expected });
});

const entry = { role: 'headliner' };
const [first] = event.lineUp;

test.each([
  ['the first', { ...event, lineUp: [entry] }, event.startTime],
  ['one after another', { ...event, lineUp: [first, entry] }, first?.endTime],
  ['one after the end', { ...event, lineUp: [{ endTime: event.endTime }, entry] }, null],
  ['one after an entry without an end', { ...event, lineUp: [{}, entry] }, null],
  [
    'one of an event with an unsettled start',
    { ...event, startTime: '2026-10-25T02:30', lineUp: [entry] },
    null,
  ],
])('%s starts when it may, and lasts to the end', (_, values, startTime) => {
  expect(timesOfNewEntry(values)).toEqual(startTime === null ? null : { startTime, endTime: event.endTime });
});

test.each([
  ['the first', { startTime: event.startTime, lineUp: [entry] }, event.startTime],
  ['one after another', { startTime: event.startTime, lineUp: [first, entry] }, first?.endTime],
  ['one after an unsettled end', { ...event, endTime: '2026-10-25T02:30', lineUp: [entry] }, event.startTime],
])('%s of an event without an end starts when it may', (_, values, startTime) => {
  expect(timesOfNewEntry(values)).toEqual({ startTime });
});

test('an event without a start has no times for it', () => {
  expect(timesOfNewEntry({ endTime: event.endTime, lineUp: [entry] })).toBeNull();
});

const [a, b, added] = [{ __temp_key__: 'a', id: 1 }, { __temp_key__: 'b', id: 2 }, { __temp_key__: 'c' }];

test.each([
  ['one more', [a, b], [a, b, added], true],
  ['the first', [], [added], true],
  ['a stored one', [a], [a, b], false],
  ['one with times', [a], [a, { __temp_key__: 'c', startTime: event.startTime }], false],
  ['other rows as well', [a], [b, added], false],
  ['a removed one', [a, added], [a], false],
])('%s is an entry that was added: %#', (_, before, rows, isOne) => {
  expect(isEntryAdded(before, rows)).toBe(isOne);
});
