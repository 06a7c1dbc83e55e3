import { z } from 'zod';
import type { RemoteOptions } from '../../src/plugins/integrations/server/clients/remote';
import { testRemote } from './remote';
import { startRemoteClock, type RemoteClock } from './remote-clock';
import { answers, startRemoteServer, type RemoteServer } from './remote-server';

/** For a file of tests of the client: a server that is the remote, and for each test a clock that begins anew. */
export function remoteStage() {
  let server: RemoteServer | undefined;
  let clock: RemoteClock | undefined;
  beforeAll(async () => {
    server = await startRemoteServer();
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    clock = startRemoteClock();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const started = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('The tests have not begun');
    return part;
  };
  const stage = {
    get server() {
      return started(server);
    },
    get clock() {
      return started(clock);
    },
  };
  const made = (options: Partial<RemoteOptions> = {}) =>
    testRemote(stage.clock, { baseUrl: stage.server.url, ...options });
  return { stage, made };
}

const answer = z.object({ id: z.string() });
/** A call that may be repeated, one that may not, and what is a good answer to both. */
export const get = { action: 'read it', method: 'GET', path: '/it', answer } as const;
export const post = { action: 'make it', method: 'POST', path: '/it', body: { a: 1 }, answer } as const;
export const good = answers(200, { id: 'x' });
