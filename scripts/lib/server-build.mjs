import fs from 'node:fs';
import { describeSources, isStale, writeStamp } from './freshness.mjs';
import { fromRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

const stampFile = fromRoot('dist/.server-build.json');
const entries = ['config', 'src', 'database/migrations', 'types', 'tsconfig.json', 'package-lock.json'];
const isSource = (file) =>
  !/^src\/(admin|plugins\/[^/]+\/admin)\//.test(file) && !file.endsWith('.test.ts') && !file.endsWith('.md');
const sources = () => describeSources(entries, isSource);

export const serverIsStale = () => isStale(sources(), stampFile);

export async function compileIfStale() {
  if (serverIsStale()) await step('Compiling the server', compileServer);
}

/** Compiles the server from TypeScript into `dist`. @throws Problem with the compiler's output */
export async function compileServer() {
  const startedAt = Date.now();
  const seen = sources();
  clearServerBuild();
  const { code, output } = await run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.json',
  ]);
  if (code !== 0) throw new Problem(`The server does not compile:\n${output.trim()}`);
  writeStamp(stampFile, seen, startedAt);
}

/** Removes the outputs of deleted sources, which Strapi would still load. Keeps the admin panel's build. */
function clearServerBuild() {
  if (!fs.existsSync(fromRoot('dist'))) return;
  for (const name of fs.readdirSync(fromRoot('dist'))) {
    if (name !== 'build') fs.rmSync(fromRoot('dist', name), { recursive: true, force: true });
  }
}
