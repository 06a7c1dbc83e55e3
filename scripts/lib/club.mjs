import { createRequire } from 'node:module';
import { checkDatabase } from './checks.mjs';
import { writeMissingSecrets } from './dotenv-file.mjs';
import { fromRoot, root } from './paths.mjs';
import { compileIfStale } from './server-build.mjs';

/**
 * Boots the club without opening it, for a command that works on its content. `destroy()` ends it.
 *
 * @param onCreated called before Strapi starts, which has put its own listeners on the process
 */
export async function openClub({ onCreated = () => undefined } = {}) {
  process.chdir(root);
  process.env.NODE_ENV ??= 'production';
  const secretsWritten = writeMissingSecrets();
  if (secretsWritten) console.log(secretsWritten);
  await compileIfStale();

  // Ends the process and says every fault when a setting is wrong.
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
  onCreated();
  const sqlite = env.DATABASE_CLIENT === 'sqlite';
  await sayWhatIsNoticed(env, sqlite);
  if (env.LOG_LEVEL === 'info') club.log.level = 'warn';
  await club.register();
  // Its schema would take a third of the start, and nobody asks it.
  club.plugin('graphql').bootstrap = () => Promise.resolve();
  await club.bootstrap();
  club.isLoaded = true;
  // On SQLite there is one connection: jobs would wait for the end of an import, and fail.
  club.cron.stop();
  // The driver waits for a lock without hearing a signal: an import waits by itself.
  if (sqlite) await club.db.connection.raw('PRAGMA busy_timeout = 50');
  return club;
}

const LOOK_FOR_CLUB_MS = 500;

/** Whoever works in a club that runs beside a command will notice it. */
async function sayWhatIsNoticed({ HOST, PORT }, sqlite) {
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST;
  const signal = AbortSignal.timeout(LOOK_FOR_CLUB_MS);
  const answer = await fetch(`http://${host}:${PORT}/api/v1/health`, { signal }).catch(() => undefined);
  if (!answer?.ok) return;
  console.error(
    sqlite
      ? 'A club is running on this machine. If it is this one: reading goes on as ever; saving waits for a moment, again and again, while an import writes.'
      : 'A club is running on this machine. If it is this one: reading goes on as ever; saving what an import is changing waits for a moment.',
  );
}
