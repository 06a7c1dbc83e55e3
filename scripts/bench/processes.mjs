import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

/** In production, on loopback, with nothing of the developer's own `.env`. */
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

/** @typedef {{ url: string, pid: number, queries(): Promise<number>, stop(): Promise<void> }} Server */

/** Whatever this process started and has not ended yet. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** A script of this folder in a process of its own; what it says is shown only when it fails. */
export function start(script, args, env = {}) {
  const child = fork(path.join(import.meta.dirname, script), args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment, ...env },
    silent: true,
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(undefined);
      else reject(new Problem(`${script} ended with code ${code}:\n${said.trim()}`));
    });
  });
  ended.catch(() => undefined);
  return { child, ended };
}

/** The variables of a club on a folder that `clubs.mjs` filled. */
export const clubIn = (folder) => ({
  DATABASE_FILENAME: path.join(folder, 'club.db'),
  BENCH_PUBLIC: path.join(folder, 'public'),
});

/** @returns {Promise<Server>} a server that listens */
export async function serve(script, args = [], env = {}) {
  const { child, ended } = start(script, args, env);
  const hears = () =>
    Promise.race([new Promise((resolve) => child.once('message', resolve)), ended.then(() => undefined)]);
  const { port } = await hears();
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async queries() {
      child.send('queries');
      return (await hears()).queries;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A process that does what it is told, and answers with what came of it. */
export async function worker(script, env) {
  const { child, ended } = start(script, [], env);
  const hears = () =>
    Promise.race([new Promise((resolve) => child.once('message', resolve)), ended.then(() => undefined)]);
  await hears();
  return {
    async do(what) {
      child.send(what);
      return (await hears()).result;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    /** Ends it as nothing can keep it from. */
    async kill() {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}

/** The most memory a process has held so far, in MB; undefined where there is no /proc. */
export function peakMemory(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** The processor time that a process has used so far, in ms; it counts in steps of 10. NaN where there is no /proc. */
export function processorTime(pid) {
  try {
    const [, user, system] =
      /\) (?:\S+ ){11}(\d+) (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return (Number(user) + Number(system)) * 10;
  } catch {
    return NaN;
  }
}
