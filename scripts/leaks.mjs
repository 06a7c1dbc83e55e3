// `npm run leaks`: who reads what is behind a tier, as a table; `npm run leaks -- --write` keeps it in SECURITY.md.
import { orSayWhy, Problem } from './lib/problem.mjs';
import { run } from './lib/run.mjs';
import { compileIfStale } from './lib/server-build.mjs';

await orSayWhy(async () => {
  await compileIfStale();
  const { code, output } = await run(
    process.execPath,
    ['node_modules/jest/bin/jest.js', 'tests/integration/leaks.test.ts'],
    {
      env: { LEAKS_PRINT: 'true', ...(process.argv.includes('--write') && { LEAKS_WRITE: 'true' }) },
      show: true,
    },
  );
  console.log(
    output
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n'),
  );
  if (code !== 0) throw new Problem('Something leaks, or the table in SECURITY.md is not that of this run.');
});
