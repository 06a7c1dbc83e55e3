// `npm run bench:import`: how long an import takes, how much memory it needs, and how long it blocks others, on each database.
import fs from 'node:fs';
import path from 'node:path';
import { benchmark } from './bench/benchmark.mjs';
import { generateClub } from './bench/generate-club.mjs';
import { clubIn, createDatabase, worker } from './bench/processes.mjs';
import { atLeast, below, reportOf } from './bench/report.mjs';
import { startMariadb } from './lib/mariadb.mjs';
import { fromRoot } from './lib/paths.mjs';
import { step } from './lib/step.mjs';

const now = '2030-01-15T12:00:00.000Z';

/** Imports a folder into an empty club while another process reads and writes in the same database. */
async function measured(env, { folder, singleTransaction }) {
  const club = await worker('import/club-process.mjs', env);
  const other = await worker('import/other-process.mjs', env);
  try {
    const first = await club.do({ do: 'import', folder, now, singleTransaction });
    const longest = await other.do({ do: 'longest' });
    const again = await club.do({ do: 'import', folder, now, singleTransaction });
    return { ...first, again: again.seconds, longest };
  } finally {
    await other.stop();
    await club.stop();
  }
}

async function run({ events }, folder) {
  const mariadb = await step('Starting MariaDB', () => startMariadb({ durable: true }));
  try {
    const many = path.join(folder, 'content');
    generateClub(many, { events, at: new Date(now) });
    // The demo club is imported like at a first start.
    const contents = {
      demo: { folder: fromRoot('database/demo'), singleTransaction: true },
      many: { folder: many, singleTransaction: false },
    };
    const databases = {
      SQLite: async () => ({}),
      MariaDB: (name) => createDatabase(mariadb, name),
    };
    const figures = {};
    for (const [database, settingsFor] of Object.entries(databases)) {
      figures[database] = {};
      for (const [name, content] of Object.entries(contents)) {
        const own = path.join(folder, `${database}-${name}`);
        fs.mkdirSync(path.join(own, 'public/uploads'), { recursive: true });
        const env = { ...clubIn(own), ...(await settingsFor(name)) };
        figures[database][name] = await step(`Importing: ${name}, ${database}`, () => measured(env, content));
      }
    }
    return importReport(figures, events);
  } finally {
    await mariadb.stop();
  }
}

function importReport(figures, events) {
  const databases = Object.keys(figures);
  const row = (title, digits, of) => [
    title,
    ...databases.map((database) => of(figures[database]).toFixed(digits)),
  ];
  const rows = [
    row('the demo club, seconds', 1, ({ demo }) => demo.seconds),
    row(`${events} events, seconds`, 1, ({ many }) => many.seconds),
    row('events a second', 0, ({ many }) => events / many.seconds),
    row('the same again, nothing changed, seconds', 1, ({ many }) => many.again),
    row('peak memory, MB: the demo club', 0, ({ demo }) => demo.megabytes ?? NaN),
    row(`peak memory, MB: ${events} events`, 0, ({ many }) => many.megabytes ?? NaN),
    row('the longest wait of another process, reading, seconds', 2, ({ many }) => many.longest.read),
    row('the longest wait of another process, writing, seconds', 2, ({ many }) => many.longest.write),
  ];
  const targets = [
    ...databases.map((name) => below(`${name}: the demo club, seconds`, figures[name].demo.seconds, 8, 1)),
    ...databases.map((name) =>
      atLeast(`${name}: events a second`, events / figures[name].many.seconds, 100, 0),
    ),
    ...databases.map((name) =>
      below(`${name}: the longest wait, seconds`, figures[name].many.longest.write, 1, 2),
    ),
  ];
  return reportOf('', [{ head: ['', ...databases], rows }], targets);
}

await benchmark(
  'bench:import',
  {
    full: { settings: { events: 2000 }, usage: '2,000 events' },
    quick: { settings: { events: 200 }, usage: '200 events' },
  },
  run,
);
