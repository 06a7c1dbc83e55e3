import fs from 'node:fs';
import { secrets } from './dotenv-file.mjs';
import { describeSources, isStale, writeStamp } from './freshness.mjs';
import { fromRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';

const stampFile = fromRoot('dist/build/.admin-build.json');
const entries = ['src/admin', 'src/plugins', 'config/plugins.ts', 'config/admin.ts', 'package-lock.json'];
const isSource = (file) =>
  (/^(config|src\/admin|src\/plugins\/[^/]+\/(admin\/|contract\/|server\/domain\/|package\.json$))/.test(
    file,
  ) ||
    file === 'package-lock.json') &&
  !file.endsWith('.test.ts');
const sources = () => describeSources(entries, isSource);

export const adminIsStale = () => isStale(sources(), stampFile);

/** Builds the admin panel with Strapi's own command. The server must be compiled. */
export async function buildAdmin() {
  const startedAt = Date.now();
  const seen = sources();
  const { code, output } = await run(process.execPath, ['scripts/lib/admin-build-process.mjs'], {
    env: { NODE_ENV: 'production', ...placeholders() },
  });
  if (code !== 0 || !fs.existsSync(fromRoot('dist/build/index.html'))) {
    throw new Problem(
      `The admin panel could not be built:\n${output.trim().split('\n').slice(-20).join('\n')}`,
    );
  }
  writeStamp(stampFile, seen, startedAt);
}

/** A build contains no secrets, but loads the configuration, which requires them: a clone in CI has none yet. */
function placeholders() {
  const written = fs.existsSync(fromRoot('.env')) ? fs.readFileSync(fromRoot('.env'), 'utf8') : '';
  const absent = Object.keys(secrets).filter((name) => !process.env[name] && !written.includes(`${name}=`));
  return Object.fromEntries(absent.map((name) => [name, `not-needed-to-build:${name}`]));
}
