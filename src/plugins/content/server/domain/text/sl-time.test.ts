import fc from 'fast-check';
import { DateTime } from 'luxon';
import { slTime } from './sl-time';

describe('slTime', () => {
  it.each([
    ['2026-11-21T21:00:00Z', 'Sat 21 Nov 2026, 1:00 PM PST'],
    ['2026-07-04T04:05:00Z', 'Fri 3 Jul 2026, 9:05 PM PDT'],
    ['2026-01-01T08:00:00Z', 'Thu 1 Jan 2026, 12:00 AM PST'],
    ['2026-03-08T09:59:00Z', 'Sun 8 Mar 2026, 1:59 AM PST'],
    ['2026-03-08T10:00:00Z', 'Sun 8 Mar 2026, 3:00 AM PDT'],
    ['2026-11-01T08:30:00Z', 'Sun 1 Nov 2026, 1:30 AM PDT'],
    ['2026-11-01T09:30:00Z', 'Sun 1 Nov 2026, 1:30 AM PST'],
  ])('%s', (moment, expected) => {
    expect(slTime(new Date(moment))).toBe(expected);
  });

  it('names one minute and no other, also across both changes of the clocks', () => {
    const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const label = slTime(new Date(minute * 60_000));
        const offset = label.endsWith('PDT') ? '-07:00' : '-08:00';
        const read = DateTime.fromFormat(`${label.slice(0, -4)} ${offset}`, 'ccc d LLL yyyy, h:mm a ZZ', {
          locale: 'en-US',
        });
        expect(read.toMillis()).toBe(minute * 60_000);
      }),
    );
  });
});
