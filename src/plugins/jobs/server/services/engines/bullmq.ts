import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker, type Job } from 'bullmq';
import { bulkhead } from 'cockatiel';
import type { Redis } from 'ioredis';
import { messageOf } from '../../../../../shared/server/message-of';
import { reconnectIfSilent } from '../../../../../shared/server/redis';
import type { JobRow } from '../../domain/job';
import type { CompletedJob } from '../store';
import { closeAll, closeLimit, createBullJobs } from './bull-job';
import type { Engine, EngineParts } from './engine';
import { createOutbox } from './outbox';

/** Milliseconds. */
const pauseAfterFailure = 500;
/** How often a locked row is tried to be claimed, and milliseconds in between. */
const claimAttempts = 10;
const pauseBetweenClaims = 10;
/** How often to check at the end whether there is still something to wait for. Milliseconds. */
const stopCheckEvery = 100;
/** How often all waiting jobs are published again, in case Redis has silently lost some. Milliseconds. */
const republishEvery = 5 * 60_000;

/**
 * Distributes jobs through BullMQ to all processes that share a Redis, with a queue for each name. A BullMQ job only has the id of a
 * row: the row is claimed and updated as with the database engine.
 */
export function createBullmqEngine(parts: EngineParts, redis: Redis): Engine {
  const { strapi, config, store, registry, runner, worker } = parts;
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const slots = bulkhead(config.concurrency, Number.MAX_SAFE_INTEGER);
  const suspects = bulkhead(1, Number.MAX_SAFE_INTEGER);
  let arePrepared = false;
  let isStopping = false;
  /** When to publish all waiting jobs again, by this process's steady clock. */
  let republishAt = 0;
  let pollTimer: NodeJS.Timeout | undefined;
  const connection = { connection: redis, prefix: config.redisPrefix };
  /** A key that exists for as long as Redis has not lost its data. */
  const memoryKey = `${config.redisPrefix}:remembers-jobs`;

  const warn = (what: string) => (error: unknown) => {
    strapi.log.warn(`jobs: ${what}: ${messageOf(error)}`);
  };

  function queueOf(name: string): Queue {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue(name, connection);
    // The connection logs its errors itself.
    queue.on('error', () => undefined);
    queues.set(name, queue);
    return queue;
  }
  const outbox = createOutbox(strapi, config, store.dialect, queueOf);
  const bullJobs = createBullJobs(config, store, syncPauses, warn('the database'));

  const newLease = () => {
    const now = config.now();
    return { token: randomUUID(), until: now + config.leaseMs, now, worker };
  };

  /** Claims the row of a BullMQ job. Retries a locked row at once: requeueing the BullMQ job would lose its position. */
  async function claim({ id, name }: Job): Promise<{ row: JobRow | null; isOurs: boolean }> {
    const { concurrency = null } = registry.jobs.get(name) ?? {};
    for (let attempt = 1; ; attempt += 1) {
      const claimed = await store.claimOne(String(id), { name, concurrency }, newLease());
      if (claimed) return { row: claimed, isOurs: true };
      const row = await store.find(String(id));
      if (row?.state !== 'pending' || attempt === claimAttempts) return { row, isOurs: false };
      await pause(pauseBetweenClaims);
    }
  }

  /** Claims and runs the row of a BullMQ job. @throws DelayedError or WaitingError when BullMQ is to keep the job */
  async function process(bullJob: Job, token: string | undefined): Promise<void> {
    if (isStopping) return bullJobs.requeue(bullJob, token);
    const { row, isOurs } = await claim(bullJob);
    if (!row || !isOurs) return bullJobs.keepUnlessEnded(bullJob, token, row);
    const completed = await runner.run(row);
    if (!(await write(completed))) return bullJobs.keepUnlessEnded(bullJob, token, await store.find(row.id));
    const { state, runAt, pause: groupPause } = completed.update;
    if (groupPause) await syncPauses();
    if (state === 'delayed') return bullJobs.delay(bullJob, token, runAt);
    if (state === 'pending') return bullJobs.requeue(bullJob, token);
  }

  /**
   * Runs jobs of a process that died one after the other, since one of them may have killed it: each starts when the previous one
   * has ended, or has run for a while.
   */
  async function processAlone(bullJob: Job, token: string | undefined): Promise<void> {
    let work = Promise.resolve();
    await suspects.execute(async () => {
      work = process(bullJob, token);
      await Promise.race([work, pause(config.leaseMs / 10, undefined, { ref: false })]);
    });
    return work;
  }

  /** Writes the outcome of a job, as soon as the database accepts it: it must not be lost. @returns false when its lease was lost */
  async function write(completed: CompletedJob): Promise<boolean> {
    for (;;) {
      try {
        const lease = newLease();
        const { refused } = await store.pollCycle({ completed: [completed], claim: [], most: 0, lease });
        runner.release(completed.row);
        return refused.length === 0;
      } catch (error) {
        warn('the database')(error);
        await pause(pauseAfterFailure);
      }
    }
  }

  /** Pauses and resumes BullMQ's queues as the database says. */
  async function syncPauses(): Promise<void> {
    const pauses = await store.pauses();
    for (const name of registry.jobs.keys()) {
      const queue = queueOf(name);
      const isPaused = await queue.isPaused();
      if (pauses.has(name) && !isPaused) await queue.pause();
      if (!pauses.has(name) && isPaused) await queue.resume();
    }
  }

  /** Publishes everything again: at the start, when Redis is back (perhaps with older data or none), and now and then. */
  async function restoreRedis(): Promise<void> {
    const isEmpty = (await redis.set(memoryKey, '1', 'NX')) !== null;
    if (!isEmpty && performance.now() < republishAt) return;
    republishAt = performance.now() + republishEvery;
    for (const { name, concurrency } of registry.jobs.values()) {
      if (concurrency === null) await queueOf(name).removeGlobalConcurrency();
      else await queueOf(name).setGlobalConcurrency(concurrency);
    }
    await outbox.republishAll();
  }

  /** Fails jobs whose name nobody defines, and which therefore have no worker. */
  async function failUndefined(): Promise<void> {
    for (const name of await store.pendingNames()) {
      if (registry.jobs.has(name)) continue;
      const claims = [{ name, concurrency: null, limiter: null }];
      const lease = newLease();
      const cycle = { completed: [], claim: claims, most: config.concurrency, lease };
      const { claimed } = await store.pollCycle(cycle);
      for (const row of claimed) await write(await runner.run(row));
    }
  }

  async function poll(): Promise<void> {
    if (!arePrepared) await store.ensureQueues([...registry.jobs.keys()]);
    arePrepared = true;
    const lost = config.worker ? await parts.reap() : [];
    for (const each of lost) await write(each);
    if (config.worker) await failUndefined();
    if (redis.status !== 'ready') return;
    await reconnectIfSilent(redis, config.pollMs);
    await restoreRedis();
    await syncPauses();
    outbox.wake();
  }
  const pollQuietly = (): void => void poll().catch(warn('looking for work'));
  const onRedisReady = (): void => {
    republishAt = 0;
    pollQuietly();
  };

  function startWorker(name: string): void {
    const { limiter = null } = registry.jobs.get(name) ?? {};
    const start = (bullJob: Job, token: string | undefined): Promise<void> =>
      (bullJob.stalledCounter > 0 ? processAlone(bullJob, token) : process(bullJob, token)).catch(
        (error: unknown) => bullJobs.keepAfterError(bullJob, token, error),
      );
    const bullWorker = new Worker(name, (bullJob, token) => slots.execute(() => start(bullJob, token)), {
      ...connection,
      concurrency: config.concurrency,
      lockDuration: config.leaseMs,
      stalledInterval: config.leaseMs,
      // The row's attempts limit how often a job may be lost.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      ...(limiter && { limiter }),
    });
    bullWorker.on('error', () => undefined);
    workers.push(bullWorker);
  }

  /** Resolves when no job runs any more and Redis is away, or after the longest time that stopping may take. */
  async function untilHopeless(): Promise<void> {
    const deadline = performance.now() + config.drainMs + closeLimit;
    let awaySince: number | null = null;
    while (performance.now() < deadline) {
      await pause(stopCheckEvery, undefined, { ref: false });
      const isAway = redis.status !== 'ready' && runner.size === 0;
      awaySince = isAway ? (awaySince ?? performance.now()) : null;
      if (awaySince !== null && performance.now() - awaySince >= closeLimit) return;
    }
  }

  return {
    async start() {
      if (config.worker) for (const name of registry.jobs.keys()) startWorker(name);
      redis.on('ready', onRedisReady);
      pollTimer = setInterval(pollQuietly, config.pollMs);
      pollTimer.unref();
      pollQuietly();
    },
    announce: () => outbox.wake(),
    refresh: pollQuietly,
    async stop() {
      clearInterval(pollTimer);
      isStopping = true;
      redis.off('ready', onRedisReady);
      outbox.stop();
      const drainTimer = setTimeout(() => runner.giveBackAll(), config.drainMs);
      await closeAll(workers, untilHopeless());
      clearTimeout(drainTimer);
      await closeAll([...queues.values()], pause(closeLimit, undefined, { ref: false }));
    },
    isUp: async () => redis.status === 'ready' && (await store.pauses().then(() => true)),
  };
}
