import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface TestRedis {
  /** The path of its socket, for ioredis. */
  socket: string;
  stop(): Promise<void>;
}

/** A Redis server of its own: in memory alone, on a socket in a temporary folder. */
export async function startRedis(): Promise<TestRedis> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-redis-'));
  const socket = path.join(folder, 'redis.sock');
  const settings = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (/ready to accept connections/i.test(line)) break;
  }
  if (server.exitCode !== null) throw new Error(said.join('\n'));
  server.stdout.resume();
  return {
    socket,
    async stop() {
      server.kill('SIGTERM');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
