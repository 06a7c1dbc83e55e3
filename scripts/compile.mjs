// What `npm run check` checks of the server: compiles the server into dist/, where that has not been done since its sources changed.
import { orSayWhy } from './lib/problem.mjs';

await orSayWhy(async () => {
  const { compileIfStale } = await import('./lib/server-build.mjs');
  await compileIfStale();
});
