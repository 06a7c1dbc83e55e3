// `npm run bench:accounts`: sign-ins a second, what they do to public reads, and whether an answer's time tells that an account exists.
import path from 'node:path';
import { pairs, password, reads, throughput } from './bench/accounts/visitors.mjs';
import { benchmark } from './bench/benchmark.mjs';
import { worker } from './bench/processes.mjs';
import { atLeast, atMost, percentile, reportOf } from './bench/report.mjs';
import { step } from './lib/step.mjs';

const members = 500;
const signInsPerSecond = 20;

async function run({ seconds, windows, rounds }, folder) {
  const club = await worker('accounts/club-process.mjs', {
    DATABASE_FILENAME: path.join(folder, 'club.db'),
    TRUST_PROXY: 'true',
    // Mails wait: what is measured is what strangers wait for.
    SMTP_HOST: '127.0.0.1',
    MAIL_FROM: 'club@club.test',
    JOBS_WORKER: 'false',
  });
  try {
    await club.do({ do: 'create', members, password });
    const { url } = club;
    /** @type {number[]} */
    const alone = [];
    /** @type {number[]} */
    const beside = [];
    await step('Reading beside sign-ins', async () => {
      await reads(url, { members, seconds: 3, signInsPerSecond });
      for (let nth = 0; nth < windows; nth += 1) {
        alone.push(...(await reads(url, { members, seconds, signInsPerSecond: 0 })));
        beside.push(...(await reads(url, { members, seconds, signInsPerSecond })));
      }
    });
    const times = await step('Asking with known and unknown addresses', () =>
      pairs(url, { rounds, members }),
    );
    const most = await step('Signing in', () => throughput(url, { members, seconds }));
    return accountsReport({ alone, beside, times, most });
  } finally {
    await club.stop();
  }
}

function accountsReport({ alone, beside, times, most }) {
  const median = (values) => percentile(values, 0.5);
  const shares = [0.5, 0.95, 0.99];
  return reportOf(
    `${alone.length} reads alone, ${beside.length} beside ${signInsPerSecond} sign-ins a second, by turns; SQLite, one process.`,
    [
      {
        head: ['a public read, ms', 'alone', 'beside sign-ins'],
        rows: shares.map((share) => [
          `p${share * 100}`,
          percentile(alone, share).toFixed(1),
          percentile(beside, share).toFixed(1),
        ]),
      },
      {
        head: ['median, ms', 'known address', 'unknown address', 'ratio'],
        rows: Object.entries(times).map(([name, { known, unknown }]) => [
          name,
          median(known).toFixed(1),
          median(unknown).toFixed(1),
          (median(known) / median(unknown)).toFixed(2),
        ]),
      },
    ],
    [
      atLeast('sign-ins a second', most, signInsPerSecond * 0.75),
      atMost('p99 of a public read beside sign-ins, ms', percentile(beside, 0.99), 50),
      ...Object.entries(times).map(([name, { known, unknown }]) =>
        atMost(
          `${name}: difference of medians ÷ median`,
          Math.abs(median(known) - median(unknown)) / median(unknown),
          0.1,
        ),
      ),
    ],
  );
}

await benchmark(
  'bench:accounts',
  {
    full: {
      settings: { seconds: 10, windows: 3, rounds: 60 },
      usage: '500 members, 30 seconds each alone and beside sign-ins, 60 pairs a question; three minutes',
    },
    quick: { settings: { seconds: 3, windows: 1, rounds: 10 }, usage: 'a tenth of it' },
  },
  run,
);
