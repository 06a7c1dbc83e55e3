import { createRequire } from 'node:module';
import { adminIsStale, buildAdmin } from './admin-build.mjs';
import { checkDatabase, checkPort } from './checks.mjs';
import { writeMissingSecrets } from './dotenv-file.mjs';
import { createFirstAdmin, loadDemoIfEmpty } from './first-content.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot, root } from './paths.mjs';
import { portOf } from './ports.mjs';
import { surviveRejections } from './rejections.mjs';
import { compileIfStale } from './server-build.mjs';
import { endCleanly } from './shutdown.mjs';
import { seconds, step } from './step.mjs';

/** Everything from `npm start` to a running club. Completed steps are skipped. */
export async function start() {
  const startedAt = Date.now();
  process.chdir(root);
  process.env.NODE_ENV = 'production';

  // A container image is already built, and gets its secrets from outside.
  const asBuilt = process.argv.includes('--as-built');
  if (!asBuilt) await prepareServer();

  // Exits and prints all issues if a setting is invalid.
  const require = createRequire(import.meta.url);
  const { env, publicUrl } = require(fromRoot('dist/config/env/index.js'));
  await checkPort(env);
  await checkDatabase(env);
  if (!asBuilt && adminIsStale()) await step('Building the admin panel', buildAdmin);

  const { createStrapi } = require('@strapi/strapi');
  const strapi = createStrapi({ appDir: root, distDir: fromRoot('dist') });
  endCleanly(strapi);
  surviveRejections(strapi);
  // Strapi logs each of its own migrations at this level; LOG_LEVEL=debug shows them.
  if (env.LOG_LEVEL === 'info') strapi.log.level = 'warn';
  await step('Opening the club', () => strapi.load());
  await loadDemoIfEmpty(strapi, env);
  const admin = await createFirstAdmin(strapi, env);
  await strapi.start();
  strapi.log.level = env.LOG_LEVEL;
  sayWhereEverythingIs({
    env,
    url: env.PORT === 0 ? addressOf(strapi) : publicUrl,
    admin,
    took: Date.now() - startedAt,
  });
}

async function prepareServer() {
  await installIfNeeded();
  const secretsWritten = writeMissingSecrets();
  if (secretsWritten) console.log(secretsWritten);
  await compileIfStale();
}

const addressOf = (strapi) => `http://localhost:${portOf(strapi.server.httpServer)}`;

function sayWhereEverythingIs({ env, url, admin, took }) {
  const places = [
    ['Admin panel', '/admin'],
    ['Website API', '/api/v1'],
    ['Its documentation', '/api/v1/docs'],
    ['GraphQL', '/graphql'],
    ['REST', '/api/events'],
  ];
  console.log(`\n${env.CLUB_NAME} is open (${seconds(took)}). Ctrl-C closes it.\n`);
  for (const [name, path] of places) console.log(`  ${name.padEnd(18)} ${url}${path}`);
  if (admin) {
    const password = admin.madeHere ? `${admin.madeHere} (shown this once)` : 'as set in ADMIN_PASSWORD';
    console.log(`\n  First administrator  ${admin.email}\n  Password             ${password}`);
  }
  console.log('');
}
