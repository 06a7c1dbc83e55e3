import http from 'node:http';
import net from 'node:net';
import type { Club } from './club';

export interface RawAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** A request as it stands, which no client's good manners change. Rejects where the connection ends before the answer does. */
export const rawRequest = (
  { url }: Pick<Club, 'url'>,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const request = http.request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });

export interface RawConnection {
  socket: net.Socket;
  /** What the other side has said by the time it closed the connection. */
  closed: Promise<string>;
  /** Resolves with the status of the first answer. */
  answered: Promise<number>;
}

/** A connection on which the test writes itself. */
export function rawConnection({ url }: Pick<Club, 'url'>, head: string[]): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  let heard = '';
  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  const answered = new Promise<number>((resolve) =>
    socket.on('data', (chunk: string) => {
      heard += chunk;
      const status = /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1];
      if (status !== undefined) resolve(Number(status));
    }),
  );
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(heard)));
  socket.write(head.join('\r\n'));
  return { socket, closed, answered };
}
