import type { IncomingMessage, ServerResponse } from 'node:http';

interface Pace {
  bodyWindowMs: number;
  bodyBytesPerWindow: number;
}

/** As Strapi tells errors. */
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
 * Ends a request whose body hardly comes. Node can only bound the whole time (`requestTimeout`, 300 s), which would
 * cut off an honest upload on a slow line and leave a slow attack 300 s.
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
    // The request with its connection: whoever reads the body would otherwise wait for ever, and keep the files it has written.
    response.end(tooSlow, () => request.destroy());
  }, bodyWindowMs);
  timer.unref();
  request.once('end', () => clearInterval(timer));
}

/**
 * Ends the connection of a request that was answered before its body had come, which Node would go on reading. It is closed a window
 * later only: closing it while bytes are on their way resets it, and many clients then lose the answer.
 */
export function endWhereAnswered(
  request: IncomingMessage,
  response: ServerResponse,
  { bodyWindowMs }: Pace,
): void {
  response.once('finish', () => {
    if (request.complete) return;
    // Nobody is to parse, or write to the disk, what comes now.
    request.unpipe();
    request.removeAllListeners('data');
    request.resume();
    const timer = setTimeout(() => request.destroy(), bodyWindowMs);
    timer.unref();
    request.once('end', () => clearTimeout(timer));
  });
}
