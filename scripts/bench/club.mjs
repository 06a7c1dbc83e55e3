// The child's side of `processes.mjs`: what the processes of the benchmarks have in common.
import { createRequire } from 'node:module';
import { fromRoot, root } from '../lib/paths.mjs';
import { portOf } from '../lib/ports.mjs';
import { endCleanly } from '../lib/shutdown.mjs';

/** Loads a club on the database, the public folder and the Redis that the environment names. */
export async function loadClub() {
  const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
  const strapi = createStrapi({
    appDir: root,
    distDir: fromRoot('dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  if (process.env.BENCH_PUBLIC) strapi.dirs.static.public = process.env.BENCH_PUBLIC;
  await strapi.load();
  return strapi;
}

/** Opens a loaded club, which then does these tasks for the parent process. */
export async function serveTasks(strapi, tasks) {
  endCleanly(strapi);
  await strapi.start();
  answerParent(tasks, portOf(strapi.server.httpServer));
}

/**
 * Does what the parent process asks, one task at a time: `{ do: name, ...settings }`. A task that fails ends the process.
 *
 * @param port where this process listens, if it does
 */
export function answerParent(tasks, port = 0) {
  process.on('message', async (/** @type {any} */ { do: name, ...settings }) => {
    try {
      process.send?.({ result: await tasks[name](settings) });
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  });
  process.send?.({ result: port });
}

/** Ends at once when it is told to: for processes that have nothing to finish. */
export function endAtOnce() {
  process.removeAllListeners('SIGTERM');
  process.on('SIGTERM', () => process.exit(0));
}
