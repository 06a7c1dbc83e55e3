import { machine, table } from '../report.mjs';

const mostOfOff = 1.1;

/** The figures as a page shows them. */
export function reportOf(first, times) {
  const names = Object.keys(times);
  const p95 = Object.fromEntries(names.map((name) => [name, at(times[name], 0.95)]));
  const leastSeconds = (first.calls / 600) * 60;
  const targets = [
    { what: 'events missing or there twice', value: first.missing + first.duplicates, bound: 0, digits: 0 },
    { what: 'requests that Google refused', value: first.refused, bound: 0, digits: 0 },
    { what: 'p95 of a save, hanging ÷ off', value: p95.hanging / p95.off, bound: mostOfOff, digits: 2 },
    {
      what: 'p95 of a save, hanging ÷ answering',
      value: p95.hanging / p95.answering,
      bound: mostOfOff,
      digits: 2,
    },
  ];
  return [
    ...machine(),
    '',
    `${first.events} events from nothing on two calendars, killed in the middle; ${times.off.length} saves a club.`,
    '',
    table(
      ['first sync', ''],
      [
        ['seconds', first.seconds.toFixed(0)],
        ['seconds that its calls take at 600 a minute', leastSeconds.toFixed(0)],
        ['calls', String(first.calls)],
        ['the most calls in any minute', String(first.mostInAMinute)],
        ['calls that Google refused', String(first.refused)],
        ['events missing at the end', String(first.missing)],
        ['events there twice', String(first.duplicates)],
      ],
    ),
    '',
    table(
      ['a save, ms', ...names],
      [0.5, 0.95].map((share) => [
        `p${share * 100}`,
        ...names.map((name) => at(times[name], share).toFixed(1)),
      ]),
    ),
    '',
    table(
      ['target', 'bound', 'measured', ''],
      targets.map(({ what, value, bound, digits }) => [
        what,
        `≤ ${bound}`,
        value.toFixed(digits),
        value <= bound ? 'reached' : '**not reached**',
      ]),
    ),
  ].join('\n');
}

function at(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
