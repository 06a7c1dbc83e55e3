import { createRequire } from 'node:module';
import { checkDatabase } from './checks.mjs';
import { writeMissingSecrets } from './dotenv-file.mjs';
import { fromRoot, root } from './paths.mjs';
import { compileServer, serverIsStale } from './server-build.mjs';
import { step } from './step.mjs';

/** Boots the club without opening it, for a command that works on its content. `destroy()` ends it. */
export async function openClub() {
  process.chdir(root);
  process.env.NODE_ENV ??= 'production';
  const secretsWritten = writeMissingSecrets();
  if (secretsWritten) console.log(secretsWritten);
  if (serverIsStale()) await step('Compiling the server', compileServer);

  // Ends the process with every fault told, when a setting is wrong.
  const require = createRequire(import.meta.url);
  const { env } = require(fromRoot('dist/config/env/index.js'));
  await checkDatabase(env);
  const { createStrapi } = require('@strapi/strapi');
  const club = createStrapi({
    appDir: root,
    distDir: fromRoot('dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  if (env.LOG_LEVEL === 'info') club.log.level = 'warn';
  await club.load();
  // On SQLite there is one connection: jobs would wait for the end of an import, and fail.
  club.cron.stop();
  return club;
}
