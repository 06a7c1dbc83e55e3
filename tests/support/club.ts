import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { createDatabase } from './database';
import { testEnvironment } from './environment';

const root = path.resolve(__dirname, '../..');

export interface Club {
  strapi: Core.Strapi;
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  url: string;
  /** 'mysql' stands for MariaDB too. */
  database: 'sqlite' | 'mysql';
  stop(): Promise<void>;
  /** Stops the process, as far as there is one, and starts it anew: the same settings and database. This one is over then. */
  restart(): Promise<Club>;
}

/**
 * Boots the compiled club in this process, on a fresh database and with a public folder of its own, listening
 * on a free port of loopback. One a test file: the settings are read when the compiled club is loaded.
 *
 * @param env settings that differ from `testEnvironment`
 * @param isEmpty starts it for the first time, rather than on the copy of a database that has seen that
 * @param extend called before the club's own parts are loaded, to give it types of the test's
 * @param prepare called when the club is put together and before anything of it has started
 * @param graphql whether /graphql is there: making its schema takes a third of a start
 * @param costlyPasswords whether hashing and comparing one takes as long as in a real club
 */
export async function startClub({
  env = {},
  isEmpty = false,
  graphql = false,
  costlyPasswords = false,
  extend = () => undefined,
  prepare = () => undefined,
}: {
  env?: Record<string, string>;
  isEmpty?: boolean;
  graphql?: boolean;
  costlyPasswords?: boolean;
  extend?: (strapi: Core.Strapi) => void;
  prepare?: (strapi: Core.Strapi) => void;
} = {}): Promise<Club> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-test-'));
  const database = await createDatabase(folder, { isEmpty });
  Object.assign(process.env, testEnvironment, database.env, env);
  const publicFolder = copyOfPublic(folder);

  const boot = async (): Promise<Club> => {
    if (!costlyPasswords) hashQuickly();
    const { strapi, url } = await bootedClub(publicFolder, extend, (club) => {
      if (!graphql) leaveOut(club.plugin('graphql'));
      prepare(club);
    });
    return {
      strapi,
      url,
      database: database.client,
      async stop() {
        await destroyQuietly(strapi);
        await database.remove();
        fs.rmSync(folder, { recursive: true, force: true });
      },
      async restart() {
        await destroyQuietly(strapi);
        // As in a process of its own: Strapi and the club's routes keep what they were told at their first start.
        jest.resetModules();
        return boot();
      },
    };
  };
  return boot();
}

async function bootedClub(
  publicFolder: string,
  extend: (strapi: Core.Strapi) => void,
  prepare: (strapi: Core.Strapi) => void,
): Promise<Pick<Club, 'strapi' | 'url'>> {
  const { createStrapi } = await import('@strapi/strapi');
  const strapi = createStrapi({
    appDir: root,
    distDir: path.join(root, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  strapi.dirs.static.public = publicFolder;
  extend(strapi);
  await strapi.register();
  prepare(strapi);
  await strapi.bootstrap();
  strapi.isLoaded = true;
  strapi.server.mount();
  await new Promise<void>((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', resolve));
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return { strapi, url: `http://127.0.0.1:${port}` };
}

type Hash = (text: string, rounds: number | string, ...more: unknown[]) => unknown;

/** Has bcrypt take the fewest rounds that it allows: else it would be most of what suites wait for that sign people in. */
function hashQuickly(): void {
  const fewest = 4;
  const bcrypt = jest.requireActual<Record<'hash' | 'hashSync', Hash>>('bcryptjs');
  for (const name of ['hash', 'hashSync'] as const) {
    const original = bcrypt[name];
    // To compare, it hashes with the salt of what is stored, a text.
    bcrypt[name] = (text, rounds, ...more) =>
      original(text, typeof rounds === 'number' ? fewest : rounds, ...more);
  }
}

/** Has a plugin's `bootstrap` do nothing. */
function leaveOut(plugin: Core.Plugin): void {
  plugin.bootstrap = () => Promise.resolve();
}

function copyOfPublic(folder: string): string {
  const copy = path.join(folder, 'public');
  fs.cpSync(path.join(root, 'public'), copy, {
    recursive: true,
    filter: (file) => path.dirname(file) !== path.join(root, 'public/uploads'),
  });
  fs.mkdirSync(path.join(copy, 'uploads'), { recursive: true });
  return copy;
}

/**
 * `destroy()` removes every listener of the process, those of jest's worker too.
 * See https://github.com/strapi/strapi/issues/27469
 */
async function destroyQuietly(strapi: Core.Strapi): Promise<void> {
  const removeAllListeners = process.removeAllListeners.bind(process);
  process.removeAllListeners = () => process;
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = removeAllListeners;
  }
}
