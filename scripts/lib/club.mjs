import { createRequire } from 'node:module';
import { checkDatabase } from './checks.mjs';
import { writeMissingSecrets } from './dotenv-file.mjs';
import { fromRoot, root } from './paths.mjs';
import { compileIfStale } from './server-build.mjs';

/**
 * Boots the club without serving, for a command that works on its content. `destroy()` ends it.
 *
 * @param onCreated called before Strapi starts, after it has added its own listeners to the process
 */
export async function openClub({ onCreated = () => undefined } = {}) {
  process.chdir(root);
  process.env.NODE_ENV ??= 'production';
  const secretsWritten = writeMissingSecrets();
  if (secretsWritten) console.log(secretsWritten);
  await compileIfStale();

  // Exits and prints all issues if a setting is invalid.
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
  // Building its schema takes a third of the start, and no command uses it.
  club.plugin('graphql').bootstrap = () => Promise.resolve();
  await club.bootstrap();
  club.isLoaded = true;
  // SQLite has one connection: jobs would wait for the end of a batch, and fail.
  club.cron.stop();
  // The driver's waiting for a lock blocks signals, so imports wait themselves.
  if (sqlite) await club.db.connection.raw('PRAGMA busy_timeout = 50');
  return club;
}

const LOOK_FOR_CLUB_MS = 500;

/** Warns if a club is running on this machine, whose users will notice the command. */
async function sayWhatIsNoticed({ HOST, PORT }, sqlite) {
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST;
  const signal = AbortSignal.timeout(LOOK_FOR_CLUB_MS);
  const answer = await fetch(`http://${host}:${PORT}/api/v1/health`, { signal }).catch(() => undefined);
  if (!answer?.ok) return;
  console.error(
    sqlite
      ? 'A club is running on this machine. If it is this one: reads are not affected; saves wait for a moment, again and again, while an import writes.'
      : 'A club is running on this machine. If it is this one: reads are not affected; saves of documents that an import is changing wait for a moment.',
  );
}
