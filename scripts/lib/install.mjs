import fs from 'node:fs';
import { fromRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** Installs the packages if there are none, or if the lock file has changed since. */
export async function installIfNeeded() {
  const why = whyInstall();
  if (why) await step(`Installing packages (${why})`, install);
}

/** npm writes `.package-lock.json` last, so an interrupted installation does not count. */
function whyInstall() {
  const folder = fs.lstatSync(fromRoot('node_modules'), { throwIfNoEntry: false });
  // Leave a link alone: npm would empty the folder that it points to.
  if (folder?.isSymbolicLink()) return undefined;
  const installed = fs.statSync(fromRoot('node_modules/.package-lock.json'), { throwIfNoEntry: false });
  if (!folder || !installed) return 'there are none yet';
  const lock = fs.statSync(fromRoot('package-lock.json'));
  return lock.mtimeMs > installed.mtimeMs ? 'package-lock.json is newer' : undefined;
}

async function install() {
  // TypeScript, a development dependency, is also needed if NODE_ENV is production.
  const { code, output } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code === 0) return;
  const log = fromRoot('.tmp/install.log');
  fs.mkdirSync(fromRoot('.tmp'), { recursive: true });
  fs.writeFileSync(log, output);
  throw new Problem(`${describeInstallFault(output)} (npm's output is in ${log}.)`);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? run(process.execPath, [cli, ...args]) : run('npm', args);
}

/** A sentence from npm's output when it fails. */
export function describeInstallFault(output) {
  if (/gyp ERR!|node-gyp/.test(output)) {
    return (
      'The packages could not be installed: better-sqlite3 has to be compiled on this machine, which lacks ' +
      'what that takes; install python3, make and g++ (Debian and Ubuntu: apt-get install python3 make g++; ' +
      'macOS: xcode-select --install), then start again.'
    );
  }
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/.test(output)) {
    return 'The packages could not be installed: the npm registry cannot be reached; check the connection to the internet, then start again.';
  }
  if (/ENOSPC/.test(output)) return 'The packages could not be installed: the disk is full.';
  if (/EACCES|EPERM/.test(output)) {
    return 'The packages could not be installed: this folder may not be written to by the user who runs this.';
  }
  const reason =
    /npm error (?!code|A complete log)(.+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  return `The packages could not be installed: ${reason}`;
}
