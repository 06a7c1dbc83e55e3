import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProviderError } from './provider-error';
import { createProviderFetch } from './provider-fetch';

let server: Server;
let url: string;
let answer: RequestListener;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (timeoutMs = 5000) =>
  createProviderFetch({ timeoutMs, answerBytes: 1000 })(url, { method: 'GET', headers: {} });
const problemOf = async (asked: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  return error instanceof ProviderError ? [error.code, error.message] : error;
};

describe('what is asked at a provider', () => {
  it('is answered', async () => {
    answer = (_request, response) => response.end('{"a":1}');
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([200, { a: 1 }]);
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'https://evil.test/' }).end();
    expect((await ask()).status).toBe(302);
  });

  it('leaves what the provider refuses to its reader', async () => {
    answer = (_request, response) => response.writeHead(400).end('{"error":"invalid_grant"}');
    expect((await ask()).status).toBe(400);
  });

  it.each<[string, RequestListener]>([
    ['it does not answer', () => undefined],
    ['it does not answer', (_request, response) => void response.writeHead(200).write('{')],
    ['it does not answer', (request) => request.destroy()],
    ['its answer is too large', (_request, response) => response.end('x'.repeat(1001))],
    ['it answered 503', (_request, response) => response.writeHead(503).end()],
    ['it answered 429', (_request, response) => response.writeHead(429).end()],
  ])('says that the provider is unavailable: %s', async (message, listener) => {
    answer = listener;
    expect(await problemOf(ask(100))).toEqual(['provider_unavailable', message]);
  });
});
