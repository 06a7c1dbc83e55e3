// `npm run bench:sync`: how long a first sync with Google takes, and whether a save feels what remote systems do.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeReport } from './bench/report.mjs';
import { firstSync } from './bench/sync/first-sync.mjs';
import { reportOf } from './bench/sync/report.mjs';
import { saves } from './bench/sync/saves.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';
import { compileServer, serverIsStale } from './lib/server-build.mjs';
import { step } from './lib/step.mjs';

const usage = `npm run bench:sync              1,000 events, 600 saves a club; six minutes; writes BENCHMARKS.md
npm run bench:sync -- --quick   60 events, 60 saves; writes nothing`;

async function run({ events, rounds }) {
  if (serverIsStale()) await step('Compiling the server', compileServer);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-bench-sync-'));
  try {
    const times = await step('Saving', (tell) => saves(folder, { rounds }, tell));
    const first = await step('Syncing', (tell) => firstSync(folder, { events }, tell));
    return reportOf(first, times);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

await orSayWhy(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, strict: false });
  const isQuick = values.quick === true;
  if (positionals.length > 0 || Object.keys(values).some((name) => name !== 'quick'))
    throw new Problem(usage);
  const report = await run(isQuick ? { events: 60, rounds: 60 } : { events: 1000, rounds: 600 });
  console.log(`\n${report}\n`);
  if (!isQuick) writeReport(report, 'bench:sync');
});
process.exit(0);
