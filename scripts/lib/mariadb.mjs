import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { findProgram } from './programs.mjs';

const START_LIMIT_MS = 60_000;

/**
 * A MariaDB (or MySQL) server of its own: temporary folder, free port on loopback, root without a password.
 * `stop()` ends it and removes the folder; so does the end of this process, by Ctrl-C too.
 *
 * @param {{ durable?: boolean }} settings durable: a commit is on the disk, as in a real club; else it is not waited for,
 *   since what these databases hold is thrown away
 */
export async function startMariadb({ durable = false } = {}) {
  const server = findProgram('mariadbd', 'mysqld');
  if (!server) throw new Error('Neither mariadbd nor mysqld is installed.');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-mariadb-'));
  try {
    createSystemTables(server, folder);
    const port = await freePort();
    const child = spawn(server, serverArguments(folder, port, durable), { stdio: 'ignore' });
    const stop = stopper(child, folder);
    await waitUntilReady(child, port, folder).catch(async (error) => {
      await stop();
      throw error;
    });
    return { host: '127.0.0.1', port, user: 'root', password: '', stop };
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);
const isMariadb = (server) => /mariadb/i.test(spawnSync(server, ['--version'], { encoding: 'utf8' }).stdout);

function createSystemTables(server, folder) {
  const datadir = path.join(folder, 'data');
  const installer = isMariadb(server) ? findProgram('mariadb-install-db', 'mysql_install_db') : server;
  const args = isMariadb(server)
    ? ['--no-defaults', `--datadir=${datadir}`, '--auth-root-authentication-method=normal', '--skip-test-db']
    : ['--no-defaults', '--initialize-insecure', `--datadir=${datadir}`];
  const result = spawnSync(installer, [...args, ...asRoot()], { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`No database could be prepared: ${result.stderr || result.stdout}`);
}

function serverArguments(folder, port, durable) {
  return [
    '--no-defaults',
    `--datadir=${path.join(folder, 'data')}`,
    `--socket=${path.join(folder, 'sock')}`,
    `--pid-file=${path.join(folder, 'pid')}`,
    `--log-error=${path.join(folder, 'error.log')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
    '--character-set-server=utf8mb4',
    ...asRoot(),
  ];
}

function stopper(child, folder) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const killNow = () => {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const onSignal = () => process.exit(130);
  process.once('exit', killNow);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, onSignal);
  return async () => {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', killNow);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, onSignal);
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

async function waitUntilReady(child, port, folder) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      const log = fs.readFileSync(path.join(folder, 'error.log'), 'utf8');
      throw new Error(`The database server did not start:\n${log.split('\n').slice(-15).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The server speaks first: its greeting, not the open port, says that it is ready. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
