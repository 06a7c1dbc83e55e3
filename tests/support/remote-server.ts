import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

type Behaviour = (request: Received, response: http.ServerResponse) => void;

/** A remote system on loopback that answers as it is told, one behaviour a request; the last one stays. */
export interface RemoteServer {
  url: string;
  received: Received[];
  behave(...behaviours: [Behaviour, ...Behaviour[]]): void;
  /** Resolves when so many requests have come in since the last `behave`. */
  hasReceived(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startRemoteServer(): Promise<RemoteServer> {
  let behaviours: Behaviour[] = [];
  let received: Received[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(seen);
      waiting = waiting.filter(({ count, resolve }) => received.length < count || resolve());
      const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
      behaviour?.(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    get received() {
      return received;
    },
    behave(...next) {
      behaviours = next;
      received = [];
    },
    hasReceived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers in JSON. */
export const answers =
  (status: number, body?: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

/** Answers in bytes as they are. */
export const answersText =
  (status: number, text: string | Buffer, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(text);
  };

/** Takes the request, and never answers. */
export const hangs: Behaviour = () => undefined;

/** Takes the request, and breaks the connection. */
export const breaksOff: Behaviour = (_request, response) => response.socket?.destroy();

/** Breaks the connection in the middle of the answer. */
export const breaksOffHalfway: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":', () => response.socket?.destroy());
};
