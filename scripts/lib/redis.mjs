import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { findProgram } from './programs.mjs';

const START_LIMIT_MS = 20_000;

/**
 * A Redis server of its own, that keeps nothing: temporary folder, free port on loopback.
 * `stop()` ends it and removes the folder; so does the end of this process.
 */
export async function startRedis() {
  const server = findProgram('redis-server');
  if (!server) throw new Error('redis-server is not installed.');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-redis-'));
  const port = await freePort();
  const options = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const child = spawn(server, options.map(String), { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const killNow = () => {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', killNow);
  const stop = async () => {
    process.off('exit', killNow);
    killNow();
    await ended;
  };
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode === null && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    else {
      await stop();
      throw new Error('The Redis server did not start.');
    }
  }
  return { pid: child.pid, port, url: `redis://127.0.0.1:${port}`, stop };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
