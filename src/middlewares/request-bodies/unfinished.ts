import type { IncomingMessage, ServerResponse } from 'node:http';

interface Pace {
  bodyWindowMs: number;
  bodyBytesPerWindow: number;
}

/** In the form of Strapi's errors. */
const tooSlow = JSON.stringify({
  data: null,
  error: {
    status: 408,
    name: 'RequestTimeoutError',
    message: 'The body of this request came too slowly.',
    details: {},
  },
});

/**
 * Ends a request whose body hardly arrives. Node can only limit the total time (`requestTimeout`, 300 s), which would cut
 * off a legitimate upload on a slow line and allow a slow attack for 300 s.
 */
export function endWhereSlow(
  request: IncomingMessage,
  response: ServerResponse,
  { bodyWindowMs, bodyBytesPerWindow }: Pace,
): void {
  const { socket } = request;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete || socket.destroyed) return clearInterval(timer);
    const brought = socket.bytesRead - before;
    before = socket.bytesRead;
    if (brought >= bodyBytesPerWindow) return;
    clearInterval(timer);
    if (response.headersSent) return void request.destroy();
    response.writeHead(408, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' });
    // Destroy the request too: its parser would wait forever, and keep the files that it has written.
    response.end(tooSlow, () => request.destroy());
  }, bodyWindowMs);
  timer.unref();
  request.once('end', () => clearInterval(timer));
}

/**
 * Ends the connection of a request that was answered before its body had arrived, which Node would continue to read.
 * Waits for one window: closing a connection while bytes arrive resets it, and many clients then lose the response.
 */
export function endWhereAnswered(
  request: IncomingMessage,
  response: ServerResponse,
  { bodyWindowMs }: Pace,
): void {
  response.once('finish', () => {
    if (request.complete) return;
    // Neither parse nor store the rest.
    request.unpipe();
    request.removeAllListeners('data');
    request.resume();
    const timer = setTimeout(() => request.destroy(), bodyWindowMs);
    timer.unref();
    request.once('end', () => clearTimeout(timer));
  });
}
