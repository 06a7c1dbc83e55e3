import { zoneChoices } from './zone-choices';

const at = new Date('2026-12-17T02:00:00Z');

test('the usual zones come first, the club’s before the others, and each zone once', () => {
  const choices = zoneChoices({ current: 'Europe/Rome', club: 'Europe/Rome', at });
  expect(choices.slice(0, 4)).toEqual([
    { zone: 'Europe/Rome', text: 'Europe/Rome (UTC+1)' },
    { zone: 'America/Los_Angeles', text: 'America/Los Angeles (UTC-8)' },
    { zone: 'America/New_York', text: 'America/New York (UTC-5)' },
    { zone: 'Europe/London', text: 'Europe/London (UTC)' },
  ]);
  expect(choices.length).toBeGreaterThan(400);
  expect(new Set(choices.map(({ zone }) => zone)).size).toBe(choices.length);
});

test.each([
  ['US/Pacific', 'US/Pacific (UTC-8)'],
  ['Rome', 'Rome'],
])('the stored %s can be chosen', (zone, text) => {
  const choices = zoneChoices({ current: zone, club: null, at });
  expect(choices.filter((choice) => choice.zone === zone)).toEqual([{ zone, text }]);
});
