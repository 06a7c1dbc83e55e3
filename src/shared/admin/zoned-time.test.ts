import { isSameClock, isSameDay, isZone, offsetOf, placeOf } from './zoned-time';

const winter = new Date('2026-12-17T02:00:00Z');

test.each([
  ['Europe/Rome', 'Rome'],
  ['America/New_York', 'New York'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('%s is named after %s', (zone, place) => expect(placeOf(zone)).toBe(place));

test.each([
  ['Europe/Rome', '2026-12-17T02:00:00Z', 'UTC+1'],
  ['Europe/Rome', '2026-07-17T02:00:00Z', 'UTC+2'],
  ['America/St_Johns', '2026-12-17T02:00:00Z', 'UTC-3:30'],
  ['Europe/London', '2026-12-17T02:00:00Z', 'UTC'],
])('%s at %s is %s', (zone, at, offset) => expect(offsetOf(zone, new Date(at))).toBe(offset));

test.each([
  ['America/New_York', 'America/Los_Angeles', true, false],
  ['Europe/Rome', 'America/Los_Angeles', false, false],
  ['Europe/Rome', 'Europe/Paris', true, true],
])('%s and %s: same day %s, same clock %s', (one, other, day, clock) => {
  expect([isSameDay(winter, one, other), isSameClock(winter, one, other)]).toEqual([day, clock]);
});

test.each([
  ['Europe/Rome', true],
  ['UTC', true],
  ['Rome', false],
  ['', false],
  [null, false],
])('%p is a zone: %s', (zone, isOne) => expect(isZone(zone)).toBe(isOne));
