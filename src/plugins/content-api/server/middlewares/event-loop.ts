import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { stallMessage, type RequestInProgress } from '../domain/event-loop';

const everyMs = 250;

/**
 * Watches how long the event loop is held, and logs by whom. A timer rather than `monitorEventLoopDelay`, whose histogram
 * tells how long but not when, and so not which requests were being answered.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const inProgress = new Set<RequestInProgress>();
  /** Those that ended since the timer last came: whoever held the loop may be done before it comes. */
  let ended: RequestInProgress[] = [];
  /** Nothing is expected before the timer first comes: a start holds the loop as it likes. */
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
