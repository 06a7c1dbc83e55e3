// `npm run build`: the server into dist/, the admin panel into dist/build/.
import { orSayWhy } from './lib/problem.mjs';
import { step } from './lib/step.mjs';

await orSayWhy(async () => {
  const { compileIfStale } = await import('./lib/server-build.mjs');
  const { buildAdmin } = await import('./lib/admin-build.mjs');
  await compileIfStale();
  await step('Building the admin panel', buildAdmin);
});
