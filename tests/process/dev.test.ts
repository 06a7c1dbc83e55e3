import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { callScript, root, startNode, type Child } from '../support/child';
import { until } from '../support/until';

const limitMs = 240_000;
jest.setTimeout(limitMs);

// A copy: the command empties `dist`, which the clubs of other suites are loaded from.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-dev-'));
let dev: Child | undefined;
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
  dev?.process.kill('SIGKILL');
  await dev?.ended;
  fs.rmSync(folder, { recursive: true, force: true });
});

test('npm run dev serves what is saved, and says which types are wrong', async () => {
  const port = Number(await callScript('scripts/lib/ports.mjs', 'freePort'));
  const route = path.join(folder, 'src/plugins/public-api/server/routes/site.ts');
  const summary = 'What this is, and where to read on';
  const save = (changed: string): void =>
    fs.writeFileSync(route, fs.readFileSync(route, 'utf8').replace(summary, changed));
  const served = async (): Promise<string> =>
    fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)
      .then((answer) => answer.text())
      .catch(() => '');

  dev = startNode([path.join(folder, 'scripts/dev.mjs')], {
    NODE_ENV: 'development',
    PORT: String(port),
    DATABASE_FILENAME: path.join(folder, 'club.db'),
    CLUB_DEMO: 'false',
  });
  await until(served, (text) => text.includes(summary), limitMs);
  // By then Strapi watches the files, too, of which it says nothing.
  await dev.says(/Found 0 errors/);
  save('What was saved');
  await until(served, (text) => text.includes('What was saved'), limitMs);
  fs.appendFileSync(route, 'export const wrong: number = "text";\n');
  await dev.says(/routes\/site\.ts.* error TS2322/);

  dev.process.kill('SIGINT');
  await dev.ended;
  expect(await served()).toBe('');
});
