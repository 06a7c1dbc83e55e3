// `npm run check`: lint, types, format, unused code, architecture; `npm run typecheck` the types alone. Two at a time, each
// of which takes one core, and the longest first.
import { orSayWhy, Problem } from './lib/problem.mjs';
import { run } from './lib/run.mjs';

const tsc = 'node_modules/typescript/bin/tsc';
const types = [
  { title: 'Types of the tests', args: [tsc, '-p', 'tests/tsconfig.json'] },
  // This leaves the compiled server, which the build and the tests need.
  { title: 'Types of the server', args: ['scripts/compile.mjs'] },
  { title: 'Types of the admin panel', args: [tsc, '-p', 'src/admin/tsconfig.json'] },
  { title: 'Types of the scripts', args: [tsc, '-p', 'scripts/tsconfig.json'] },
];
const all = [
  { title: 'Lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  ...types,
  { title: 'Format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  { title: 'Unused code', args: ['node_modules/knip/bin/knip.js'] },
];
const architecture = {
  title: 'Architecture',
  args: ['node_modules/jest/bin/jest.js', 'tests/architecture.test.ts'],
};
const atOnce = 2;

/** @returns whether it found nothing */
async function check({ title, args }) {
  const { code, output } = await run(process.execPath, args);
  console.log(`${title}: ${code === 0 ? 'ok' : `failed\n${output.trim()}`}`);
  return code === 0;
}

await orSayWhy(async () => {
  const onlyTypes = process.argv.includes('types');
  const waiting = onlyTypes ? [...types] : [...all];
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await check(next))) failed.push(next.title);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  // Jest compiles a server that is stale: not beside the compiler.
  if (!onlyTypes && !(await check(architecture))) failed.push(architecture.title);
  if (failed.length > 0) throw new Problem(`Failed: ${failed.join(', ')}.`);
});
