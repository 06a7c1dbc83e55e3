import type { Core } from '@strapi/strapi';
import { Redis } from 'ioredis';

/**
 * A connection that comes back by itself, however long Redis is away; what is asked meanwhile waits (BullMQ requires that of
 * its workers' connections). What happens to it is said once each time it changes, not at every attempt.
 */
export function connectRedis(strapi: Core.Strapi, url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, connectionName: 'club-jobs' });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway)
      strapi.log.warn(`jobs: Redis is away: ${error.message || error.name}. Jobs wait in the database.`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) strapi.log.info('jobs: Redis is back.');
    isAway = false;
  });
  return redis;
}

/**
 * Asks Redis whether it is there, and connects anew when it says nothing: a connection whose other end has gone without a word
 * looks alive for a quarter of an hour. (ioredis' own `socketTimeout` leaves its timer behind when it is disconnected; the
 * connections on which workers wait are looked after by BullMQ.)
 *
 * @param patience milliseconds
 */
export async function reviveRedis(redis: Redis, patience: number): Promise<void> {
  const impatience = setTimeout(() => redis.disconnect(true), patience);
  try {
    await redis.ping();
  } finally {
    clearTimeout(impatience);
  }
}

/** As much of BullMQ's workers and queues as it takes to end them. */
interface Closable {
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

/** How long Redis may take to let go. Milliseconds. */
export const closeLimit = 2_000;

/**
 * Closes workers or queues, and cuts off those that are not closed when `patience` is over. BullMQ would wait for ever for a Redis that
 * has gone, since its connections ask again without end.
 */
export async function closeAll(all: readonly Closable[], patience: Promise<unknown>): Promise<void> {
  const isClosed = await Promise.race([
    Promise.all(all.map((each) => each.close())).then(() => true),
    patience.then(() => false),
  ]);
  if (!isClosed) for (const each of all) each.disconnect().catch(() => undefined);
}
