import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { backoffOf } from '../../../../../shared/server/backoff';
import { messageOf } from '../../../../../shared/server/message-of';
import type { JobRow } from '../../domain/job';
import type { CompletedJob, Limits } from '../store';
import type { Engine, EngineParts } from './engine';

/** How long to leave the database alone after a failed cycle; doubled each time. Milliseconds. */
const pauseAfterFailure = { first: 20, most: 5_000 };

/**
 * Works straight from the table. Each poll cycle writes completed jobs and claims the next ones in one transaction; what completes
 * meanwhile waits for the next cycle. So a single job costs one commit, and many at once share it.
 */
export function createDatabaseEngine(parts: EngineParts): Engine {
  const { strapi, config, store, registry, runner, worker } = parts;
  /** Names that may have jobs to claim, in the order in which they are served. */
  const hot = new Set<string>();
  const completed: CompletedJob[] = [];
  let active = 0;
  let failures = 0;
  let cycles: Promise<void> | null = null;
  let isWanted = false;
  let isStopping = false;
  let arePrepared = false;
  let isPolling = false;
  let dueAt = Infinity;
  let dueTimer: NodeJS.Timeout | undefined;
  let pollTimer: NodeJS.Timeout | undefined;

  const warn = (error: unknown) => strapi.log.warn(`jobs: the database: ${messageOf(error)}`);

  const limitsOf = (name: string): Limits => {
    const { concurrency = null, limiter = null } = registry.jobs.get(name) ?? {};
    return { name, concurrency, limiter };
  };

  const canClaim = (): boolean => !isStopping && active < config.concurrency;
  const hasWork = (): boolean => completed.length > 0 || (canClaim() && hot.size > 0);

  /** Runs poll cycles, one after the other, for as long as there is something to write or to claim. */
  function wake(): void {
    isWanted = true;
    cycles ??= runCycles().finally(() => {
      cycles = null;
      if (isWanted && hasWork()) wake();
    });
  }

  async function runCycles(): Promise<void> {
    while (hasWork()) {
      isWanted = false;
      try {
        await runCycle();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (isStopping && failures > 3) return;
        warn(error);
        await pause(backoffOf(pauseAfterFailure, failures, 0));
      }
    }
  }

  async function runCycle(): Promise<void> {
    const written = [...completed];
    const names = canClaim() ? [...hot] : [];
    for (const name of names) hot.delete(name);
    const now = config.now();
    try {
      const { refused, claimed, exhausted, moreAt } = await store.pollCycle({
        completed: written,
        claim: names.map(limitsOf),
        most: config.concurrency - active,
        lease: { token: randomUUID(), until: now + config.leaseMs, now, worker },
      });
      completed.splice(0, written.length);
      for (const { row } of written) runner.release(row);
      requeueNames(
        names.filter((name) => !exhausted.includes(name)),
        new Set(claimed.map(({ name }) => name)),
      );
      if (moreAt !== null) promoteAt(moreAt);
      for (const { row } of refused)
        strapi.log.warn(
          `jobs: ${row.name} ${row.id} was cancelled, or given to another; its outcome here does not count`,
        );
      for (const row of claimed) void run(row);
      for (const { row, update } of written) {
        if (update.state === 'delayed') promoteAt(update.runAt);
        if (update.state === 'pending') hot.add(row.name);
      }
    } catch (error) {
      for (const name of names) hot.add(name);
      throw error;
    }
  }

  /** Puts names back: those served go behind the others, so that one name's many jobs do not hold up another's. */
  function requeueNames(names: readonly string[], served: ReadonlySet<string>): void {
    const order = [...names.filter((name) => !served.has(name)), ...hot, ...names];
    hot.clear();
    for (const name of order) hot.add(name);
  }

  async function run(row: JobRow): Promise<void> {
    active += 1;
    completed.push(await runner.run(row));
    active -= 1;
    hot.add(row.name);
    wake();
  }

  function promoteAt(runAt: number): void {
    if (isStopping || runAt >= dueAt) return;
    dueAt = runAt;
    clearTimeout(dueTimer);
    const wait = Math.min(config.pollMs, Math.max(0, runAt - config.now()));
    dueTimer = setTimeout(() => void promoteQuietly(), wait);
    dueTimer.unref();
  }

  async function promote(): Promise<void> {
    dueAt = Infinity;
    const next = await store.promote(config.now());
    if (next !== null) promoteAt(next);
    for (const name of await store.pendingNames()) hot.add(name);
    wake();
  }

  async function promoteQuietly(): Promise<void> {
    try {
      await promote();
    } catch (error) {
      warn(error);
      promoteAt(config.now() + pauseAfterFailure.most);
    }
  }

  /** Finds what was never announced, what is due, and what processes that died have left behind. */
  async function poll(): Promise<void> {
    isPolling = true;
    try {
      if (!arePrepared) await store.ensureQueues([...registry.jobs.keys()]);
      arePrepared = true;
      completed.push(...(await parts.reap()));
      await promote();
    } catch (error) {
      warn(error);
    } finally {
      isPolling = false;
    }
  }

  return {
    async start() {
      pollTimer = setInterval(() => {
        if (!isPolling) void poll();
      }, config.pollMs);
      pollTimer.unref();
      await poll();
    },
    announce(name, runAt) {
      if (runAt > config.now()) return promoteAt(runAt);
      hot.add(name);
      wake();
    },
    refresh: () => void poll(),
    async stop() {
      isStopping = true;
      clearInterval(pollTimer);
      clearTimeout(dueTimer);
      // Jobs that are being claimed run, too.
      await cycles;
      const isIdle = await isTrueWithin(config.drainMs, () => active === 0);
      if (!isIdle) runner.giveBackAll();
      await isTrueWithin(config.drainMs, () => active === 0);
      wake();
      await cycles;
    },
    isUp: () => store.pauses().then(() => true),
  };
}

async function isTrueWithin(ms: number, isTrue: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!isTrue() && performance.now() < end) await pause(10);
  return isTrue();
}
