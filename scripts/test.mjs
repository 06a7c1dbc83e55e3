// `npm test`: all that this machine can run, on a bare clone too. TEST_REQUIRE=mariadb,redis,browser makes a failure of what
// is missing; `npm run test:long` tries more of what chance decides. It ends with a line of its own: "N passed, N failed",
// and "N skipped" if any were.
import { nodeVersionFault } from './lib/node-version.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';

if (process.argv.includes('--long')) process.env.TEST_LONG = 'true';

await orSayWhy(async () => {
  const fault = nodeVersionFault(process.versions.node);
  if (fault) throw new Problem(fault);
  const { runTests } = await import('./lib/test-runs.mjs');
  process.exitCode = await runTests();
});
