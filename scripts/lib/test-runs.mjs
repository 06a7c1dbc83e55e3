import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { adminIsStale, buildAdmin } from './admin-build.mjs';
import { chromiumNames } from './chromium.mjs';
import { installIfNeeded } from './install.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findProgram } from './programs.mjs';
import { run } from './run.mjs';
import { compileIfStale } from './server-build.mjs';
import { step } from './step.mjs';

/** What a machine may lack, and the programs that any one of is enough. */
const needs = {
  mariadb: ['mariadbd', 'mysqld'],
  redis: ['redis-server'],
  browser: chromiumNames,
};

/** Where a file system in memory is mounted, on Linux. */
const memory = '/dev/shm';
const roomNeeded = 4 * 1024 ** 3;

/**
 * What happens before the database is asked, or after it has answered: requests and their limits, remote systems, files, Redis.
 * It is tried on SQLite, and in `npm run test:long` on MariaDB, too.
 */
const elsewhere = [
  'accounts-(existence|id-token|limits|oauth|waits)',
  'advisories-',
  'event-sync-(adoption|facebook|feed|google|priorities|shown)',
  'gate-probes',
  'graphql-',
  'http-routes',
  'integrations-(admin|budget|remote|states|vendors)',
  'jobs-conformance-redis',
  'leaks',
  'patreon-(deliveries|file|private|tokens)',
  'request-limits',
  'rest-(fallback|limits)',
  'route-access',
  'server-pages',
  'staff-authority',
  'tier-access',
  'uploads',
  'v1-(door|feeds|news-feeds|text|tokens)',
];
const leftOut = process.env.TEST_LONG ? [] : [`tests/integration/(${elsewhere.join('|')})`];

const runs = [
  // Both runs try the queue on Redis, too, where the machine has it.
  {
    title: 'SQLite',
    uses: 'redis',
    args: ['--testPathIgnorePatterns', '/node_modules/', '<rootDir>/tests/browser/'],
  },
  {
    title: 'MariaDB',
    need: 'mariadb',
    // Of the processes, those whose end the server has a part in.
    args: [
      'tests/integration',
      'tests/process/content-import-signals',
      'tests/process/shutdown',
      '--testPathIgnorePatterns',
      '/node_modules/',
      ...leftOut,
    ],
    env: { TEST_DATABASE: 'mariadb' },
  },
  { title: 'Browser', need: 'browser', args: ['tests/browser'] },
];

/** @returns the exit code: 0 when nothing failed, and nothing was skipped that TEST_REQUIRE names */
export async function runTests() {
  const required = requiredNeeds(process.env.TEST_REQUIRE ?? '');
  await installIfNeeded();
  await compileIfStale();
  if (adminIsStale()) await step('Building the admin panel', buildAdmin);

  const missing = Object.keys(needs).filter((need) => !findProgram(...needs[need]));
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const suites = [];
  for (const { title, need, args, env } of runs) {
    if (need && missing.includes(need)) continue;
    console.log(`\n=== ${title} ===`);
    const { code, result } = await runJest(args, env);
    add(sum, countResults(result, code));
    suites.push(...(result?.testResults ?? []).map((suite) => ({ ...suite, run: title })));
  }
  const absent = reportMissing(missing, required);
  add(sum, absent.counts);
  console.log(['', ...slowest(suites), ...failures(suites), ...absent.notes, closingLine(sum)].join('\n'));
  return sum.failed === 0 ? 0 : 1;
}

/** What is missing is reported, and counts as one test that was skipped, or that failed where it is required. */
export function reportMissing(missing, required) {
  const reported = missing.filter((need) => isUsed(need) || required.includes(need));
  const failed = reported.filter((need) => required.includes(need)).length;
  return {
    counts: { passed: 0, failed, skipped: reported.length - failed },
    notes: reported.map((need) => describeMissing(need, required.includes(need))),
  };
}

const isUsed = (need) => runs.some((one) => one.need === need || one.uses === need);

export function requiredNeeds(list) {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !(name in needs));
  if (unknown.length === 0) return names;
  throw new Problem(
    `TEST_REQUIRE names "${unknown.join('", "')}"; it must be any of ${Object.keys(needs).join(', ')}.`,
  );
}

function describeMissing(need, isRequired) {
  const lacks = `this machine has no ${needs[need].join(' or ')}`;
  return isRequired
    ? `FAILED  ${need}: TEST_REQUIRE asks for it, and ${lacks}.`
    : `Skipped ${need}: ${lacks}.`;
}

const shownSlowest = 20;
const nameOf = ({ run, name }) => `${run} ${path.relative(root, name)}`;

function slowest(suites) {
  const lasted = ({ startTime, endTime }) => endTime - startTime;
  const first = suites.toSorted((a, b) => lasted(b) - lasted(a)).slice(0, shownSlowest);
  return ['The slowest suites:', ...first.map((suite) => `${seconds(lasted(suite))}  ${nameOf(suite)}`), ''];
}

const seconds = (ms) => `${(ms / 1000).toFixed(0).padStart(5)} s`;

/** Whoever reads the end of a long log finds there what failed, and why. */
export function failures(suites) {
  const lines = suites.flatMap((suite) => {
    const tests = suite.assertionResults.filter(({ status }) => status === 'failed');
    const reasons = tests.map((test) => `  ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    if (tests.length === 0 && suite.status === 'failed') reasons.push(`  ${firstLine(suite.message)}`);
    return reasons.length > 0 ? [nameOf(suite), ...reasons] : [];
  });
  return lines.length > 0 ? ['Failed:', ...lines, ''] : [];
}

function firstLine(text = '') {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim());
  return (lines.find((line) => line !== '' && !line.startsWith('●')) ?? '').slice(0, 300);
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** What tests store is thrown away: where there is room in memory, nobody waits for a disk. */
function temporaryFolder() {
  if (process.env.TMPDIR || !fs.existsSync(memory)) return os.tmpdir();
  const { bavail, bsize } = fs.statfsSync(memory);
  // The file system promises more than there may be.
  return Math.min(bavail * bsize, os.freemem()) >= roomNeeded ? memory : os.tmpdir();
}

/** Jest's own report goes to the terminal; its figures come from a file. */
async function runJest(args, env) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-jest-'));
  const file = path.join(folder, 'result.json');
  const jest = ['node_modules/jest/bin/jest.js', ...args, '--json', `--outputFile=${file}`];
  try {
    const { code } = await run(process.execPath, jest, {
      env: { TMPDIR: temporaryFolder(), ...env },
      show: true,
    });
    return { code, result: fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be run counts as one failed test, and so does a run that broke down. */
export function countResults(result, code) {
  const passed = result?.numPassedTests ?? 0;
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

function add(sum, counts) {
  for (const name of Object.keys(sum)) sum[name] += counts[name];
}
