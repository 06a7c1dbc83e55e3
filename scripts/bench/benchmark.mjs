import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { orSayWhy, Problem } from '../lib/problem.mjs';
import { compileIfStale } from '../lib/server-build.mjs';
import { writeReport } from './report.mjs';

/**
 * Runs a benchmark in a temporary folder and prints its report, which goes into BENCHMARKS.md unless it was `--quick`.
 *
 * @template Settings
 * @param {string} script its name in package.json
 * @param {Record<'full' | 'quick', { settings: Settings, usage: string }>} kinds
 * @param {(settings: Settings, folder: string) => Promise<string>} run measures, and returns the report
 */
export async function benchmark(script, kinds, run) {
  await orSayWhy(async () => {
    const { values, positionals } = parseArgs({ allowPositionals: true, strict: false });
    const isQuick = values.quick === true;
    if (positionals.length > 0 || Object.keys(values).some((name) => name !== 'quick'))
      throw new Problem(usageOf(script, kinds));
    await compileIfStale();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-bench-'));
    try {
      const report = await run((isQuick ? kinds.quick : kinds.full).settings, folder);
      console.log(`\n${report}\n`);
      if (!isQuick) writeReport(report, script);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
  process.exit(0);
}

function usageOf(script, { full, quick }) {
  const command = `npm run ${script}`;
  const width = command.length + ' -- --quick'.length;
  return `${command.padEnd(width)}   ${full.usage}; writes BENCHMARKS.md
${command} -- --quick   ${quick.usage}; writes nothing`;
}
