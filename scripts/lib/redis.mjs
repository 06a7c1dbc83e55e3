import { startOwnServer } from './own-server.mjs';
import { findProgram } from './programs.mjs';

/** Starts a temporary Redis server without persistence. */
export async function startRedis() {
  const program = findProgram('redis-server');
  if (!program) throw new Error('redis-server is not installed.');
  const options = (folder, port) =>
    Object.entries({ port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' }).flatMap(
      ([name, value]) => [`--${name}`, String(value)],
    );
  const settings = { greeting: 'PING\r\n', limitMs: 20_000 };
  const server = await startOwnServer('The Redis server', program, options, settings);
  return { ...server, url: `redis://127.0.0.1:${server.port}` };
}
