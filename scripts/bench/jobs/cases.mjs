import { machine, table } from '../report.mjs';

/** As many at once as the parallel case has. */
const parallel = 100;

export const cases = [
  { title: 'enqueue, one by one', what: { do: 'enqueueOneByOne', jobs: 3_000 } },
  { title: 'enqueue, in bulk', what: { do: 'enqueueInBulk', jobs: 100_000 } },
  { title: 'work, one at a time', what: { do: 'work', jobs: 5_000, concurrency: 1 } },
  { title: `work, ${parallel} at once`, what: { do: 'work', jobs: 20_000, concurrency: parallel } },
  { title: 'latency', what: { do: 'latency', jobs: 1_000 }, not: ['BullMQ alone'] },
];

const targets = [
  { what: 'SQLite, one at a time, jobs/s', case: 'work, one at a time', of: 'SQLite', least: 2_000 },
  { what: 'SQLite, in batches, jobs/s', case: `work, ${parallel} at once`, of: 'SQLite', least: 10_000 },
  { what: 'MariaDB, one at a time, jobs/s', case: 'work, one at a time', of: 'MariaDB', least: 1_500 },
];

/** @returns the median of rates; of latencies, those at 50 and 99 of 100 */
export function medianOf(results) {
  if (results === undefined) return undefined;
  if (typeof results[0] === 'number') return at(results, 0.5);
  const all = results.flat();
  return { p50: at(all, 0.5), p99: at(all, 0.99) };
}

function at(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The figures as a page shows them. @param figureOf gives what was measured of a case on an engine */
export function reportOf(names, figureOf, { rounds }) {
  const rates = cases.filter(({ title }) => title !== 'latency');
  const latencies = names.map((name) => figureOf('latency', name));
  const p99s = latencies.flatMap((latency) => (latency ? [latency.p99] : []));
  return [
    ...machine(),
    '',
    `Jobs a second, the median of ${rounds} rounds; the last rows in milliseconds.`,
    '',
    table(
      ['', ...names],
      [
        ...rates.map(({ title }) => [title, ...names.map((name) => shown(figureOf(title, name), 0))]),
        ...['p50', 'p99'].map((key) => [
          `from commit to start, ${key}, ms`,
          ...latencies.map((latency) => shown(latency?.[key], 1)),
        ]),
      ],
    ),
    '',
    table(
      ['target', 'bound', 'measured', ''],
      [
        ...targets.map((target) => {
          const value = figureOf(target.case, target.of);
          return [target.what, `≥ ${target.least}`, shown(value, 0), verdict(value >= target.least)];
        }),
        [
          'From commit to start, the slowest p99, ms',
          '< 50',
          shown(Math.max(...p99s), 1),
          verdict(Math.max(...p99s) < 50),
        ],
      ],
    ),
  ].join('\n');
}

const shown = (value, digits) => (value === undefined ? '' : value.toFixed(digits));
const verdict = (isReached) => (isReached ? 'reached' : '**not reached**');
