import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How much may be in progress at once: per sender, and in total. */
export interface Capacity {
  ofOne: number;
  ofAll: number;
}

/**
 * Counts what is in progress, by sender.
 *
 * @returns `take`, which returns a function that releases the amount, or undefined if there is no capacity
 */
export function createCapacity({ ofOne, ofAll }: Capacity) {
  const taken = new Map<string, number>();
  let total = 0;
  return function take(sender: string, amount = 1): (() => void) | undefined {
    const ofSender = taken.get(sender) ?? 0;
    if (total + amount > ofAll || ofSender + amount > ofOne) return undefined;
    taken.set(sender, ofSender + amount);
    total += amount;
    return () => {
      total -= amount;
      const left = (taken.get(sender) ?? amount) - amount;
      if (left > 0) taken.set(sender, left);
      else taken.delete(sender);
    };
  };
}

export const isAwaited = ({ socket }: IncomingMessage, response: ServerResponse): boolean =>
  !socket.destroyed && !response.writableEnded && !response.closed;

/** Whether the body of this request is still to come. Otherwise none of the events of `onceBodyOver` may fire. */
export const isComing = (request: IncomingMessage, response: ServerResponse): boolean =>
  !request.destroyed && isAwaited(request, response);

/**
 * Calls back once: when the body has arrived, the request has been answered, or the client has disconnected. No single
 * event covers all: Node forgets a request that is answered before its body has arrived, and does not close it when the
 * client then disconnects.
 */
export function onceBodyOver(request: IncomingMessage, response: ServerResponse, callback: () => void): void {
  onceAny(callback, [
    [request, ['end', 'close']],
    [response, ['close']],
    [request.socket, ['close']],
  ]);
}

/** Calls back once: when the request has been answered, or the client has disconnected. */
export function onceAnswered(
  { socket }: IncomingMessage,
  response: ServerResponse,
  callback: () => void,
): void {
  onceAny(callback, [
    [response, ['close']],
    [socket, ['close']],
  ]);
}

function onceAny(callback: () => void, sources: [EventEmitter, string[]][]): void {
  const each = (does: 'on' | 'off'): void => {
    for (const [source, names] of sources) for (const name of names) source[does](name, first);
  };
  function first(): void {
    each('off');
    callback();
  }
  each('on');
}
