import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { stallMessage, type RequestInProgress } from '../domain/event-loop';

const everyMs = 250;

/**
 * Logs stalls of the event loop with the requests in progress. A timer, not `monitorEventLoopDelay`: that measures how
 * long stalls are, but not when they happen.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const inProgress = new Set<RequestInProgress>();
  /** Requests that ended since the last tick: the one that blocked the event loop may be among them. */
  let ended: RequestInProgress[] = [];
  /** No tick is expected before the first: the start may block the event loop. */
  let expected = Infinity;

  const timer = setInterval(() => {
    const now = performance.now();
    const message = stallMessage(now - expected, [...inProgress, ...ended], now);
    if (message) strapi.log.warn(message);
    ended = [];
    expected = performance.now() + everyMs;
  }, everyMs).unref();
  strapi.server.httpServer.once('close', () => clearInterval(timer));

  return async ({ method, path }: Context, next: Next): Promise<void> => {
    const request = { method, path, since: performance.now() };
    inProgress.add(request);
    try {
      await next();
    } finally {
      inProgress.delete(request);
      ended.push(request);
    }
  };
};
