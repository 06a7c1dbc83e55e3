// `npm run dev`: Strapi's develop mode, which compiles all of the server twice at each restart, types and all. Here one
// process compiles what changed, without looking at types, and a compiler beside it says which types are wrong.
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
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit());
}

// Strapi empties `dist` before each compilation, so each writes all files; the process that restarts the club knows them,
// and the club's own, its worker, asks for them.
runStrapi('develop', cluster.isPrimary ? quickCompile : askForCompilation);

function askForCompilation() {
  return new Promise((resolve) => {
    process.on('message', (message) => message === 'compiled' && resolve(undefined));
    process.send?.('compile');
  });
}
