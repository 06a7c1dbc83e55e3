import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { callScript, root, startNode, type Child } from '../support/child';
import { until } from '../support/until';

const limitMs = 240_000;
jest.setTimeout(3 * limitMs);

// A copy: the command empties `dist`, which the clubs of other suites are loaded from.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-dev-'));
const children: Child[] = [];
beforeAll(() => {
  for (const name of [
    'config',
    'database',
    'public',
    'scripts',
    'src',
    'types',
    'package.json',
    'tsconfig.json',
  ])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(async () => {
  for (const child of children) child.process.kill('SIGTERM');
  await Promise.all(children.map((child) => child.ended));
  fs.rmSync(folder, { recursive: true, force: true });
});

function startDev(env: Record<string, string>): Child {
  const child = startNode([path.join(folder, 'scripts/dev.mjs')], { NODE_ENV: 'development', ...env });
  children.push(child);
  return child;
}

test('npm run dev serves what is saved, says which types are wrong, and ends with all it started', async () => {
  const port = Number(await callScript('scripts/lib/ports.mjs', 'freePort'));
  const route = path.join(folder, 'src/plugins/public-api/server/routes/site.ts');
  const summary = 'What this is, and where to read on';
  const served = async (): Promise<string> =>
    fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)
      .then((answer) => answer.text())
      .catch(() => '');

  const dev = startDev({
    PORT: String(port),
    DATABASE_FILENAME: path.join(folder, 'club.db'),
    CLUB_DEMO: 'false',
  });
  await until(served, (text) => text.includes(summary), limitMs);
  fs.writeFileSync(route, fs.readFileSync(route, 'utf8').replace(summary, 'What was saved'));
  let savedAt = performance.now();
  const servedOrSavedAgain = async (): Promise<string> => {
    // Strapi does not see what is saved before it watches the files, or while it restarts.
    if (performance.now() - savedAt > 15_000) {
      fs.utimesSync(route, new Date(), new Date());
      savedAt = performance.now();
    }
    return served();
  };
  await until(servedOrSavedAgain, (text) => text.includes('What was saved'), limitMs);
  fs.appendFileSync(route, 'export const wrong: number = "text";\n');
  await dev.says(/routes\/site\.ts.* error TS2322/);

  dev.process.kill('SIGINT');
  // The compiler has the same output: it is over, too.
  await dev.ended;
  expect(await served()).toBe('');
});

test('npm run dev ends when a setting is wrong', async () => {
  const { written, ended } = startDev({ PORT: 'none' });
  await ended;
  expect(written.stdout + written.stderr).toContain('PORT is "none"');
});
