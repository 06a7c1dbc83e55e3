import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

/** Production mode on loopback, without the developer's own `.env`. */
const environment = {
  NODE_ENV: 'production',
  ENV_PATH: os.devNull,
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: 'http://club.bench',
  LOG_LEVEL: 'warn',
  STRAPI_TELEMETRY_DISABLED: 'true',
  APP_KEYS: 'bench-app-key-one,bench-app-key-two',
  API_TOKEN_SALT: 'bench-api-token-salt',
  ADMIN_JWT_SECRET: 'bench-admin-jwt-secret',
  TRANSFER_TOKEN_SALT: 'bench-transfer-token-salt',
  ENCRYPTION_KEY: 'bench-encryption-key-32-bytes!!!',
  JWT_SECRET: 'bench-jwt-secret',
};

/** The running child processes. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** The environment of a club in a folder of `clubs.mjs`. */
export const clubIn = (folder) => ({
  DATABASE_FILENAME: path.join(folder, 'club.db'),
  BENCH_PUBLIC: path.join(folder, 'public'),
});

/** Creates a database on a MariaDB of `startMariadb`. @returns the environment of a club on it */
export async function createDatabase(mariadb, name) {
  const connection = await mysql.createConnection({ host: '127.0.0.1', port: mariadb.port, user: 'root' });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  return {
    DATABASE_CLIENT: 'mysql',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(mariadb.port),
    DATABASE_NAME: name,
    DATABASE_USERNAME: 'root',
  };
}

/**
 * Starts a script of this folder in its own process, which runs tasks (`answerParent` in `club.mjs`). Its output is only
 * shown if it fails.
 */
export async function worker(script, env = {}) {
  const child = fork(path.join(import.meta.dirname, script), {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment, ...env },
    silent: true,
  });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  /** @type {Promise<any>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(undefined);
      else reject(new Problem(`${script} ended with code ${code}:\n${printed.trim()}`));
    });
  });
  ended.catch(() => undefined);

  /** @param {(progress: any) => void} [onProgress] */
  const answered = (onProgress) =>
    Promise.race([
      ended,
      new Promise((resolve) => {
        child.on('message', function listener(/** @type {any} */ { progress, result }) {
          if (progress) return onProgress?.(progress);
          child.off('message', listener);
          resolve(result);
        });
      }),
    ]);

  const port = await answered();
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    /** @type {(task: { do: string, [setting: string]: unknown }, onProgress?: (progress: any) => void) => Promise<any>} */
    do(task, onProgress) {
      child.send(task);
      return answered(onProgress);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    /** Kills it. */
    async kill() {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}

/** The peak memory of a process so far, in MB; undefined without /proc. */
export function peakMemory(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** The processor time of a process so far, in ms, in steps of 10; NaN without /proc. */
export function processorTime(pid) {
  try {
    const [, user, system] =
      /\) (?:\S+ ){11}(\d+) (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return (Number(user) + Number(system)) * 10;
  } catch {
    return NaN;
  }
}
