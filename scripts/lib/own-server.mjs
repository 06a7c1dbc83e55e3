import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ports.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts a server with its own temporary folder and a free loopback port. `stop()` ends it and removes the folder; so
 * does the end of this process, including by Ctrl-C.
 *
 * @param {string} title its name in errors
 * @param {string} program its path
 * @param {(folder: string, port: number) => string[]} prepare prepares the folder and returns the program's arguments
 * @param {{ greeting?: string, limitMs: number }} settings `greeting`: sent first if the server does not speak first; a
 *   server that answers is ready, one whose port is open may not be
 */
export async function startOwnServer(title, program, prepare, { greeting = '', limitMs }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-server-'));
  const log = path.join(folder, 'error.log');
  const port = await freePort();
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  const output = fs.openSync(log, 'a');
  let child;
  try {
    child = spawn(program, prepare(folder, port), { stdio: ['ignore', output, output] });
  } catch (error) {
    remove();
    throw error;
  } finally {
    fs.closeSync(output);
  }
  const stop = stopper(child, remove);
  const deadline = Date.now() + limitMs;
  while (!(await answers(port, greeting))) {
    if (child.exitCode === null && Date.now() < deadline) await pause(20);
    else {
      const lastLines = fs.readFileSync(log, 'utf8').split('\n').slice(-15).join('\n');
      await stop();
      throw new Error(`${title} did not start:\n${lastLines}`);
    }
  }
  return { pid: child.pid, port, stop };
}

function stopper(child, remove) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const killNow = () => {
    child.kill('SIGKILL');
    remove();
  };
  const onSignal = () => process.exit(130);
  process.once('exit', killNow);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return async () => {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', killNow);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    remove();
  };
}

function answers(port, greeting) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(greeting));
    socket.once('data', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
