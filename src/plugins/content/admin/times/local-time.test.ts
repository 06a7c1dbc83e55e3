import fc from 'fast-check';
import { localOf, resolveLocal, valueOfLocal } from './local-time';

test.each([
  ['an evening', '2026-12-16T21:00', 'America/New_York', '2026-12-17T02:00:00.000Z'],
  ['in summer', '2026-07-16T21:00', 'Europe/Rome', '2026-07-16T19:00:00.000Z'],
  ['half an hour off', '2026-12-16T21:00', 'America/St_Johns', '2026-12-17T00:30:00.000Z'],
  ['the minute before a change', '2026-03-29T01:59', 'Europe/Rome', '2026-03-29T00:59:00.000Z'],
  ['the minute after', '2026-03-29T03:00', 'Europe/Rome', '2026-03-29T01:00:00.000Z'],
])('%s: %s in %s is one instant', (_, text, zone, instant) => {
  expect(resolveLocal(text, zone)).toEqual({ kind: 'once', instant });
  expect(localOf(instant, zone)).toBe(text);
});

test.each([
  ['Europe/Rome', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Rome', '2026-03-29T02:59', '2026-03-29T01:00:00.000Z'],
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z'],
  // Half an hour forward.
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
  // A whole day.
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
])('%s has no %s; the next time is %s', (zone, text, next) => {
  expect(resolveLocal(text, zone)).toEqual({ kind: 'skipped', next });
  expect(valueOfLocal(text, zone)).toBe(text);
});

test.each([
  ['Europe/Rome', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
])('%s has %s twice', (zone, text, ...instants) => {
  expect(resolveLocal(text, zone)).toEqual({ kind: 'twice', instants });
  expect(valueOfLocal(text, zone)).toBe(text);
});

test.each(['', '0020-12-16T21:00', '2126-12-16T21:00', '2026-02-30T21:00', '2026-12-16', 'tonight'])(
  '%p is no time',
  (text) => expect(resolveLocal(text, 'Europe/Rome')).toEqual({ kind: 'invalid' }),
);

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const minutes = fc
  .integer({ min: Date.UTC(2000, 0, 2) / 60_000, max: Date.UTC(2099, 11, 30) / 60_000 })
  .map((minute) => new Date(minute * 60_000));

test('every instant is among those of its local time', () => {
  fc.assert(
    fc.property(zones, minutes, (zone, at) => {
      const resolved = resolveLocal(localOf(at.toISOString(), zone), zone);
      const instants =
        resolved.kind === 'once' ? [resolved.instant] : resolved.kind === 'twice' ? resolved.instants : [];
      expect(instants).toContain(at.toISOString());
    }),
    { numRuns: 300 },
  );
});

test('whatever is typed, each instant has that local time, and what follows a skipped one is later', () => {
  fc.assert(
    fc.property(zones, minutes, (zone, at) => {
      const text = at.toISOString().slice(0, 16);
      const resolved = resolveLocal(text, zone);
      const instants =
        resolved.kind === 'once' ? [resolved.instant] : resolved.kind === 'twice' ? resolved.instants : [];
      for (const instant of instants) expect(localOf(instant, zone)).toBe(text);
      if (resolved.kind === 'skipped') expect(localOf(resolved.next, zone) > text).toBe(true);
      else expect(instants).not.toHaveLength(0);
    }),
    { numRuns: 300 },
  );
});
