// `npm run dev`: Strapi's develop mode, which compiles the whole server twice at each restart, with type checks. Here one
// process compiles changed files without type checks, and a separate compiler reports type errors.
import { spawn } from 'node:child_process';
import cluster from 'node:cluster';
import { fromRoot, root } from './lib/paths.mjs';
import { quickCompile } from './lib/quick-compile.mjs';
import { runStrapi } from './lib/strapi-command.mjs';

process.chdir(root);

if (cluster.isPrimary) {
  const tsc = fromRoot('node_modules/typescript/bin/tsc');
  const args = [tsc, '--noEmit', '--watch', '--preserveWatchOutput'];
  const types = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  // The command ends with the club, as when a setting is wrong.
  types.unref();
  process.once('exit', () => types.kill());
  cluster.on('message', async (worker, message) => {
    if (message !== 'compile') return;
    await quickCompile();
    worker.send('compiled');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit());
}

// Strapi empties `dist` before each compilation, so each writes all files. The primary process has them cached; the
// worker, which runs the club, asks it to compile.
runStrapi('develop', cluster.isPrimary ? quickCompile : askForCompilation);

function askForCompilation() {
  return new Promise((resolve) => {
    process.on('message', (message) => message === 'compiled' && resolve(undefined));
    process.send?.('compile');
  });
}
