// `npm run bench:sync`: how long a first sync with Google takes, and whether remote systems slow down saves.
import { benchmark } from './bench/benchmark.mjs';
import { atMost, percentile, reportOf } from './bench/report.mjs';
import { firstSync } from './bench/sync/first-sync.mjs';
import { saves } from './bench/sync/saves.mjs';
import { step } from './lib/step.mjs';

const mostOfOff = 1.1;

async function run({ events, rounds }, folder) {
  const times = await step('Saving', (report) => saves(folder, { rounds }, report));
  const first = await step('Syncing', (report) => firstSync(folder, { events }, report));
  return syncReport(first, times);
}

function syncReport(first, times) {
  const names = Object.keys(times);
  const p95 = (name) => percentile(times[name], 0.95);
  const firstRows = [
    ['seconds', first.seconds],
    ['seconds that its calls take at 600 a minute', (first.calls / 600) * 60],
    ['calls', first.calls],
    ['the most calls in any minute', first.mostInAMinute],
    ['calls that Google refused', first.refused],
    ['events missing at the end', first.missing],
    ['events there twice', first.duplicates],
  ].map(([what, value]) => [what, value.toFixed(0)]);
  const saveRows = [0.5, 0.95].map((share) => [
    `p${share * 100}`,
    ...names.map((name) => percentile(times[name], share).toFixed(1)),
  ]);
  return reportOf(
    `${first.events} events from nothing on two calendars, killed in the middle; ${times.off.length} saves a club.`,
    [
      { head: ['first sync', ''], rows: firstRows },
      { head: ['a save, ms', ...names], rows: saveRows },
    ],
    [
      atMost('events missing or there twice', first.missing + first.duplicates, 0, 0),
      atMost('requests that Google refused', first.refused, 0, 0),
      atMost('p95 of a save, hanging ÷ off', p95('hanging') / p95('off'), mostOfOff),
      atMost('p95 of a save, hanging ÷ answering', p95('hanging') / p95('answering'), mostOfOff),
    ],
  );
}

await benchmark(
  'bench:sync',
  {
    full: { settings: { events: 1000, rounds: 600 }, usage: '1,000 events, 600 saves a club; six minutes' },
    quick: { settings: { events: 60, rounds: 60 }, usage: '60 events, 60 saves' },
  },
  run,
);
