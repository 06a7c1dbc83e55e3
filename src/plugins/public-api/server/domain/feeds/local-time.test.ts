import { clockTime, localSpan } from './local-time';

// Commas between day and time are ICU's affair, and differ between its versions.
describe('localSpan', () => {
  it.each([
    [
      'an evening',
      '2026-11-21T20:00:00Z',
      '2026-11-21T22:30:00Z',
      'Europe/Rome',
      /^Sat,? 21 Nov 2026.* 21:00 CET – 23:30 CET$/,
    ],
    [
      'across midnight',
      '2026-11-21T22:00:00Z',
      '2026-11-22T01:00:00Z',
      'Europe/Rome',
      /21 Nov 2026.* 23:00 CET – 02:00 CET$/,
    ],
    [
      'as the clocks go forward',
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:30:00Z',
      'Europe/Rome',
      /29 Mar 2026.* 01:30 CET – 03:30 CEST$/,
    ],
    [
      'as the clocks go back',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      'Europe/Rome',
      /25 Oct 2026.* 02:30 CEST – 02:30 CET$/,
    ],
    [
      'in the club’s other zone',
      '2026-11-22T04:00:00Z',
      '2026-11-22T06:00:00Z',
      'America/Los_Angeles',
      /21 Nov 2026.* 20:00 .+ – 22:00 .+$/,
    ],
    [
      'an exhibition',
      '2026-11-21T20:00:00Z',
      '2026-11-28T20:00:00Z',
      'Europe/Rome',
      /21 Nov 2026.* 21:00 CET – .*28 Nov 2026.* 21:00 CET$/,
    ],
  ])('%s', (_case, start, end, zone, expected) => {
    expect(localSpan(start, end, zone, 'en')).toMatch(expected);
  });

  it('speaks the language of the reader', () => {
    const says = (language: 'it' | 'fr' | 'es') =>
      localSpan('2026-11-21T20:00:00Z', '2026-11-21T22:00:00Z', 'Europe/Rome', language);
    expect(says('it')).toMatch(/^sab 21 nov 2026.*21:00/);
    expect(says('fr')).toMatch(/^sam\. 21 nov\. 2026.*21:00/);
    expect(says('es')).toMatch(/^sáb.*21 nov 2026.*21:00/);
  });
});

it('clockTime is of the zone', () => {
  expect(clockTime('2026-11-21T23:05:00Z', 'Europe/Rome', 'en')).toBe('00:05');
});
