import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'dotenv';
import { callScript, runNode } from '../support/child';

test.each([
  ['20.19.0', true],
  ['20.18.9', false],
  ['18.20.8', false],
  ['22.0.0', true],
  ['26.9.9', true],
  ['27.0.0', false],
])('Node %s is good enough: %s', async (version, good) => {
  const fault = await callScript('scripts/lib/node-version.mjs', 'nodeVersionFault', version);
  expect(fault === undefined).toBe(good);
});

test.each([
  [
    'npm error gyp ERR! stack Error: not found: make',
    /lacks what that takes; install python3, make and g\+\+/,
  ],
  ['npm error gyp ERR! find Python Python is not set', /install python3, make and g\+\+/],
  [
    'npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org',
    /registry cannot be reached/,
  ],
  ['npm error code ENOSPC', /disk is full/],
  ['npm error code EACCES', /may not be written to/],
  [
    'npm error code EUSAGE\nnpm error `npm ci` can only install packages when the two are in sync\nnpm error more',
    /could not be installed: `npm ci` can only install packages when the two are in sync$/,
  ],
])('why an installation failed: %j', async (output, sentence) => {
  expect(await callScript('scripts/lib/install.mjs', 'describeInstallFault', output)).toMatch(sentence);
});

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the closing line of %j', async (sum, line) => {
  expect(await callScript('scripts/lib/test-runs.mjs', 'closingLine', sum)).toBe(line);
});

test.each([
  [undefined, 1, { passed: 0, failed: 1, skipped: 0 }],
  [
    { numPassedTests: 4, numFailedTests: 0, numRuntimeErrorTestSuites: 1 },
    1,
    { passed: 4, failed: 1, skipped: 0 },
  ],
  [{ numPassedTests: 4, numFailedTests: 2, numPendingTests: 1 }, 1, { passed: 4, failed: 2, skipped: 1 }],
  [{ numPassedTests: 4, numFailedTests: 0 }, 0, { passed: 4, failed: 0, skipped: 0 }],
])('what counts of %j, exit code %j', async (result, code, counts) => {
  expect(await callScript('scripts/lib/test-runs.mjs', 'countResults', result ?? null, code)).toEqual(counts);
});

test('what failed is told by suite and test, with the first line of why', async () => {
  const assertions = [
    { status: 'passed', fullName: 'holds', failureMessages: [] },
    { status: 'failed', fullName: 'breaks', failureMessages: ['\u001b[31mError: why\u001b[39m\n    at x'] },
  ];
  const suites = [
    { run: 'SQLite', name: 'a.test.ts', status: 'failed', message: '', assertionResults: assertions },
    { run: 'SQLite', name: 'b.test.ts', status: 'passed', message: '', assertionResults: [assertions[0]] },
    {
      run: 'Browser',
      name: 'c.test.ts',
      status: 'failed',
      message: '  ● Test suite failed to run\n\n    Cannot find module',
      assertionResults: [],
    },
  ];
  expect(await callScript('scripts/lib/test-runs.mjs', 'failures', suites)).toEqual([
    'Failed:',
    'SQLite a.test.ts',
    '  breaks: Error: why',
    'Browser c.test.ts',
    '  Cannot find module',
    '',
  ]);
});

test.each([
  [[], ['mariadb'], [], { passed: 0, failed: 0, skipped: 0 }],
  [
    ['mariadb'],
    [],
    ['Skipped mariadb: this machine has no mariadbd or mysqld.'],
    { passed: 0, failed: 0, skipped: 1 },
  ],
  [['redis'], [], ['Skipped redis: this machine has no redis-server.'], { passed: 0, failed: 0, skipped: 1 }],
  [
    ['redis', 'browser'],
    ['redis'],
    [
      'FAILED  redis: TEST_REQUIRE asks for it, and this machine has no redis-server.',
      'Skipped browser: this machine has no chromium or chromium-browser or google-chrome or google-chrome-stable.',
    ],
    { passed: 0, failed: 1, skipped: 1 },
  ],
])('without %j, of which %j is required', async (missing, required, notes, counts) => {
  const checked = await callScript('scripts/lib/test-runs.mjs', 'reportMissing', missing, required);
  expect(checked).toEqual({ notes, counts });
});

test('TEST_REQUIRE that asks for something unknown', async () => {
  const { code, stderr } = await runNode(['scripts/test.mjs'], { TEST_REQUIRE: 'mariadb,postgres' });
  expect(stderr).toBe('TEST_REQUIRE names "postgres"; it must be any of mariadb, redis, browser.\n');
  expect(code).toBe(1);
});

describe('secrets', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-secrets-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  const names = [
    'APP_KEYS',
    'API_TOKEN_SALT',
    'ADMIN_JWT_SECRET',
    'TRANSFER_TOKEN_SALT',
    'ENCRYPTION_KEY',
    'JWT_SECRET',
  ];
  const write = (file: string, environment = {}) =>
    callScript('scripts/lib/dotenv-file.mjs', 'writeMissingSecrets', file, environment);

  test('are written, all different, for the owner alone to read', async () => {
    const file = path.join(folder, 'new');
    expect(await write(file)).toMatch(/^Wrote \.env/);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const written = parse(fs.readFileSync(file));
    expect(Object.keys(written)).toEqual(names);
    expect(new Set(Object.values(written)).size).toBe(names.length);
  });

  test('are added where some are missing, and nothing else is touched', async () => {
    const file = path.join(folder, 'partial');
    fs.writeFileSync(file, 'PORT=8080\nJWT_SECRET=mine\nAPP_KEYS=\n# API_TOKEN_SALT=x');
    expect(await write(file, { ENCRYPTION_KEY: 'from elsewhere' })).toMatch(/APP_KEYS, API_TOKEN_SALT/);
    const written = parse(fs.readFileSync(file));
    expect(written).toMatchObject({ PORT: '8080', JWT_SECRET: 'mine' });
    expect(written).not.toHaveProperty('ENCRYPTION_KEY');
    expect(written.APP_KEYS).not.toBe('');
    expect(await write(file, { ENCRYPTION_KEY: 'from elsewhere' })).toBeUndefined();
  });
});
