import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { Queue, Worker, type Job } from 'bullmq';
import { bulkhead } from 'cockatiel';
import type { Redis } from 'ioredis';
import type { JobRow } from '../../domain/row';
import { messageOf } from '../../domain/settle';
import { ProcessEnds } from '../runner';
import type { Settled } from '../store';
import type { Engine, EngineParts } from './engine';
import { createNotes } from './notes';
import { createRelay } from './relay';
import { closeAll, closeLimit, reviveRedis } from './redis';

/** Milliseconds. */
const restAfterFailure = 500;
/** How often a row that somebody has locked is tried to be claimed, and milliseconds in between. */
const claimAttempts = 10;
const betweenClaims = 10;
/** How often it is seen whether there is still something to wait for at the end. Milliseconds. */
const betweenLooks = 100;
/** How often all that waits is handed over anew, in case Redis has lost some of it without a word. Milliseconds. */
const handOverEvery = 5 * 60_000;

/**
 * BullMQ hands out the jobs, on every process that shares the Redis: a queue a name, its note of a job has the row's id. A note
 * only says that there may be work; the row is claimed, and what became of it written, as with the other engine.
 */
export function createBullmqEngine(parts: EngineParts, redis: Redis): Engine {
  const { strapi, config, store, registry, leases, runner, worker } = parts;
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const slots = bulkhead(config.concurrency, Number.MAX_SAFE_INTEGER);
  const suspects = bulkhead(1, Number.MAX_SAFE_INTEGER);
  let isPrepared = false;
  let isStopping = false;
  /** When all that waits is to be handed over anew; by this process's steady clock. */
  let handOverAt = 0;
  const timers: { poll?: NodeJS.Timeout } = {};
  const connection = { connection: redis, prefix: config.redisPrefix };
  /** Exists as long as Redis remembers what it was told. */
  const memory = `${config.redisPrefix}:remembers-jobs`;

  const complain = (what: string) => (error: unknown) => {
    strapi.log.warn(`jobs: ${what}: ${messageOf(error)}`);
  };

  function queueOf(name: string): Queue {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue(name, connection);
    // Said once by the connection itself.
    queue.on('error', () => undefined);
    queues.set(name, queue);
    return queue;
  }
  const relay = createRelay(strapi, config, store, queueOf);
  const notes = createNotes(config, store, followPauses, complain('the database'));

  /**
   * Claims the row that a note is about. One that is being marked as handed over at this moment, or merged into, is free in the
   * next: its note would lose its place in the order if it had to come again.
   */
  async function claimed({ id, name }: Job): Promise<{ row: JobRow | null; isOurs: boolean }> {
    const { concurrency = null } = registry.jobs.get(name) ?? {};
    for (let attempt = 1; ; attempt += 1) {
      const now = config.now();
      const lease = { token: randomUUID(), until: now + config.leaseMs, now, worker };
      const ours = await store.claimOne(String(id), { name, concurrency, limiter: null }, lease);
      if (ours) return { row: ours, isOurs: true };
      const row = await store.find(String(id));
      if (row?.state !== 'pending' || attempt === claimAttempts) return { row, isOurs: false };
      await rest(betweenClaims);
    }
  }

  /** Claims and runs the row that a note is about. @throws DelayedError or WaitingError when the note is to stay */
  async function process(note: Job, token: string | undefined): Promise<void> {
    if (isStopping) return notes.waiting(note, token);
    const { row, isOurs } = await claimed(note);
    if (!row || !isOurs) return notes.unclaimed(note, token, row);
    const settled = await runner.run(row);
    if (!(await written(settled))) return notes.unclaimed(note, token, await store.find(row.id));
    const { state, runAt, pause } = settled.settlement;
    if (pause) await followPauses();
    if (state === 'delayed') return notes.delayed(note, token, runAt);
    if (state === 'pending') return notes.waiting(note, token);
  }

  /**
   * BullMQ gives back together what a process had when it died. One of them may have killed it, so that they begin apart: the next
   * when the one before has ended, or has lived for a while.
   */
  async function apart(note: Job, token: string | undefined): Promise<void> {
    let work = Promise.resolve();
    await suspects.execute(async () => {
      work = process(note, token);
      await Promise.race([work, rest(config.leaseMs / 10, undefined, { ref: false })]);
    });
    return work;
  }

  /** The result is what must not be lost: written as soon as the database takes it. @returns whether it was ours to write */
  async function written(settled: Settled): Promise<boolean> {
    for (;;) {
      try {
        const now = config.now();
        const lease = { token: '', until: now, now, worker };
        const { refused } = await store.turn({ settled: [settled], claim: [], most: 0, lease });
        leases.release(settled.row);
        return refused.length === 0;
      } catch (error) {
        complain('the database')(error);
        await rest(restAfterFailure);
      }
    }
  }

  /** Brings BullMQ's queues in step with what is paused in the database. */
  async function followPauses(): Promise<void> {
    const pauses = await store.pauses();
    for (const name of registry.jobs.keys()) {
      const queue = queueOf(name);
      const isPaused = await queue.isPaused();
      if (pauses.has(name) && !isPaused) await queue.pause();
      if (!pauses.has(name) && isPaused) await queue.resume();
    }
  }

  /**
   * What Redis must know: told anew when this process starts, when Redis comes back, perhaps with an older memory or none, and now
   * and then.
   */
  async function remind(): Promise<void> {
    const hasForgotten = (await redis.set(memory, '1', 'NX')) !== null;
    if (!hasForgotten && performance.now() < handOverAt) return;
    handOverAt = performance.now() + handOverEvery;
    for (const { name, concurrency } of registry.jobs.values()) {
      if (concurrency === null) await queueOf(name).removeGlobalConcurrency();
      else await queueOf(name).setGlobalConcurrency(concurrency);
    }
    await store.forgetRelayed();
  }

  /** Jobs of names that nobody defines have no worker; they end here, with their reason. */
  async function endUnknown(): Promise<void> {
    for (const name of await store.waitingNames()) {
      if (registry.jobs.has(name)) continue;
      const now = config.now();
      const lease = { token: randomUUID(), until: now + config.leaseMs, now, worker };
      const claim = [{ name, concurrency: null, limiter: null }];
      const { claimed } = await store.turn({ settled: [], claim, most: config.concurrency, lease });
      for (const row of claimed) await written(await runner.run(row));
    }
  }

  async function poll(): Promise<void> {
    if (!isPrepared) await store.ensureQueues([...registry.jobs.keys()]);
    isPrepared = true;
    const ended = config.worker ? await parts.reap() : [];
    for (const each of ended) await written(each);
    if (config.worker) await endUnknown();
    if (redis.status !== 'ready') return;
    await reviveRedis(redis, config.pollMs);
    await remind();
    await followPauses();
    relay.wake();
  }
  const pollQuietly = (): void => void poll().catch(complain('looking for work'));
  const whenBack = (): void => {
    handOverAt = 0;
    pollQuietly();
  };

  function startWorker(name: string): void {
    const { limiter = null } = registry.jobs.get(name) ?? {};
    const begin = (note: Job, token: string | undefined): Promise<void> =>
      (note.stalledCounter > 0 ? apart(note, token) : process(note, token)).catch((error: unknown) =>
        notes.kept(note, token, error),
      );
    const each = new Worker(name, (note, token) => slots.execute(() => begin(note, token)), {
      ...connection,
      concurrency: config.concurrency,
      lockDuration: config.leaseMs,
      stalledInterval: config.leaseMs,
      // How often a job may be lost is for the row's attempts to say.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      ...(limiter && { limiter }),
    });
    each.on('error', () => undefined);
    workers.push(each);
  }

  /** Until nothing is worked on any more and Redis has gone, or the work has had its time. */
  async function untilHopeless(): Promise<void> {
    const deadline = performance.now() + config.drainMs + closeLimit;
    let goneSince: number | null = null;
    while (performance.now() < deadline) {
      await rest(betweenLooks, undefined, { ref: false });
      const isGone = redis.status !== 'ready' && leases.size === 0;
      goneSince = isGone ? (goneSince ?? performance.now()) : null;
      if (goneSince !== null && performance.now() - goneSince >= closeLimit) return;
    }
  }

  return {
    async start() {
      if (config.worker) for (const name of registry.jobs.keys()) startWorker(name);
      redis.on('ready', whenBack);
      timers.poll = setInterval(pollQuietly, config.pollMs);
      timers.poll.unref();
      pollQuietly();
    },
    announce: () => relay.wake(),
    refresh: pollQuietly,
    async stop() {
      clearInterval(timers.poll);
      isStopping = true;
      redis.off('ready', whenBack);
      relay.stop();
      const patience = setTimeout(() => leases.abortAll(new ProcessEnds('The process ends')), config.drainMs);
      await closeAll(workers, untilHopeless());
      clearTimeout(patience);
      await closeAll([...queues.values()], rest(closeLimit, undefined, { ref: false }));
    },
    isUp: async () => redis.status === 'ready' && (await store.pauses().then(() => true)),
  };
}
