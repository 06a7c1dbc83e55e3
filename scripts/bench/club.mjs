// The child's side of `processes.mjs`, for all processes of the benchmarks.
import { createRequire } from 'node:module';
import { fromRoot, root } from '../lib/paths.mjs';
import { portOf } from '../lib/ports.mjs';
import { endCleanly } from '../lib/shutdown.mjs';

/** Loads a club with the database, public folder and Redis from the environment; without its admin panel, if not asked for. */
export async function loadClub({ serveAdminPanel = false } = {}) {
  const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
  const strapi = createStrapi({
    appDir: root,
    distDir: fromRoot('dist'),
    autoReload: false,
    serveAdminPanel,
  });
  if (process.env.BENCH_PUBLIC) strapi.dirs.static.public = process.env.BENCH_PUBLIC;
  await strapi.load();
  return strapi;
}

/** Starts a loaded club, and runs tasks for the parent process. */
export async function serveTasks(strapi, tasks) {
  endCleanly(strapi);
  await strapi.start();
  answerParent(tasks, portOf(strapi.server.httpServer));
}

/**
 * Runs tasks that the parent process sends, one at a time: `{ do: name, ...settings }`. A failed task ends the process.
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

/** Exits at once on SIGTERM: for processes with nothing to finish. */
export function endAtOnce() {
  process.removeAllListeners('SIGTERM');
  process.on('SIGTERM', () => process.exit(0));
}
