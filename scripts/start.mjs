// `npm start`: from a bare clone to an open club. Nothing is imported here before Node's version is known to be
// one that can read the rest.
import { nodeVersionFault } from './lib/node-version.mjs';

const fault = nodeVersionFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  import('./lib/problem.mjs').then(({ orSayWhy }) =>
    orSayWhy(async () => (await import('./lib/start.mjs')).start()),
  );
}
