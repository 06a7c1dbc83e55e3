// `npm start`: from a bare clone to a running club. Imports nothing before Node's version is known to support the rest.
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
