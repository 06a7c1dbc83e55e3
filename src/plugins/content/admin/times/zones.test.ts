import { allZones, zoneText } from './zones';

const usual = ['America/Los_Angeles', 'America/New_York', 'Europe/London'];

test.each([
  ['the club’s own', { current: 'Europe/Rome', club: 'Europe/Rome' }, ['Europe/Rome', ...usual]],
  [
    'the club’s own, which is a usual one',
    { current: '', club: 'Europe/London' },
    ['Europe/London', ...usual.slice(0, 2)],
  ],
  ['the usual ones, while the club’s is not known', { current: 'Europe/Rome', club: null }, usual],
])('%s comes first, and each zone once', (_, asked, first) => {
  const zones = allZones(asked);
  expect(zones.slice(0, first.length)).toEqual(first);
  expect(zones.length).toBeGreaterThan(400);
  expect(new Set(zones).size).toBe(zones.length);
});

test('an older name that is stored can be chosen', () => {
  expect(allZones({ current: 'US/Pacific', club: null })).toContain('US/Pacific');
});

test.each([
  ['America/New_York', '2026-12-17T02:00:00Z', 'America/New York (UTC-5)'],
  ['America/New_York', '2026-07-17T02:00:00Z', 'America/New York (UTC-4)'],
  ['Rome', '2026-07-17T02:00:00Z', 'Rome'],
])('%s at %s reads %s', (zone, at, text) => expect(zoneText(zone, new Date(at))).toBe(text));
