import fc from 'fast-check';
import { longestEventDays } from '../event-constants';
import { eventIssues } from './event';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();
const evening = { startTime: at(20), endTime: at(23) };
const places = (event: Record<string, unknown>) => eventIssues(event).map(({ path }) => path.join('.'));

it.each([
  ['an evening', evening, []],
  ['an end before the start', { startTime: at(20), endTime: at(19) }, ['endTime']],
  ['no length', { startTime: at(20), endTime: at(20) }, ['endTime']],
  ['an end in another zone', { startTime: '2026-11-21T21:00:00+01:00', endTime: at(20) }, ['endTime']],
  ['the longest', { startTime: at(0), endTime: at(longestEventDays * 24) }, []],
  ['longer', { startTime: at(0), endTime: at(longestEventDays * 24 + 1) }, ['endTime']],
  ['only a start', { startTime: at(20) }, []],
  ['no times', {}, []],
  ['times that are none', { startTime: 'soon', endTime: 'later' }, []],
  ['an empty line-up', { ...evening, lineUp: [] }, []],
  ['entries without times', { ...evening, lineUp: [{}, { startTime: null }] }, []],
  [
    'entries one after another',
    {
      ...evening,
      lineUp: [
        { startTime: at(20), endTime: at(21) },
        { startTime: at(21), endTime: at(23) },
      ],
    },
    [],
  ],
  ['an entry that begins too early', { ...evening, lineUp: [{ startTime: at(19) }] }, ['lineUp.0.startTime']],
  ['one that ends too late', { ...evening, lineUp: [{}, { endTime: at(24) }] }, ['lineUp.1.endTime']],
  [
    'one that ends before it begins',
    { ...evening, lineUp: [{ startTime: at(22), endTime: at(21) }] },
    ['lineUp.0.endTime'],
  ],
  [
    'one outside altogether',
    { ...evening, lineUp: [{ startTime: at(10), endTime: at(11) }] },
    ['lineUp.0.startTime', 'lineUp.0.endTime'],
  ],
  ['a draft’s entry, reversed', { lineUp: [{ startTime: at(22), endTime: at(21) }] }, ['lineUp.0.endTime']],
])('%s', (_case, event, expected) => {
  expect(places(event)).toEqual(expected);
});

it('is right exactly when every entry lies within the event', () => {
  const hour = fc.integer({ min: 0, max: 100 });
  const span = fc.tuple(hour, hour);
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 3 }), ([start, end], entries) => {
      const isRight = start < end && entries.every(([from, to]) => from < to && start <= from && to <= end);
      const lineUp = entries.map(([from, to]) => ({ startTime: at(from), endTime: at(to) }));
      expect(places({ startTime: at(start), endTime: at(end), lineUp }).length === 0).toBe(isRight);
    }),
  );
});
