import { randomUUID } from 'node:crypto';
import type { JobRow } from '../../domain/row';
import { messageOf } from '../../domain/settle';
import { ProcessEnds } from '../runner';
import type { Limits, Settled } from '../store';
import type { Engine, EngineParts } from './engine';

/** How long to leave the database alone after a turn that failed; doubled each time. Milliseconds. */
const restAfterFailure = { first: 20, most: 5_000 };

/**
 * Works straight from the table. Each turn at the database writes what has become of finished jobs and claims the next, in
 * one transaction; what finishes meanwhile waits for the next turn. So one job at a time costs one commit each, and many at
 * once share it.
 */
export function createDatabaseEngine(parts: EngineParts): Engine {
  const { strapi, config, store, registry, leases, runner, worker } = parts;
  /** Names that may have something to claim. */
  const hot = new Set<string>();
  const finished: Settled[] = [];
  const timers = {
    poll: undefined as NodeJS.Timeout | undefined,
    due: undefined as NodeJS.Timeout | undefined,
  };
  let active = 0;
  let isStopping = false;
  let failures = 0;
  let turning: Promise<void> | null = null;
  let wanted = false;
  let isPrepared = false;
  let isPolling = false;

  const complain = (error: unknown) => strapi.log.warn(`jobs: the database: ${messageOf(error)}`);

  const limitsOf = (name: string): Limits => {
    const { concurrency = null, limiter = null } = registry.jobs.get(name) ?? {};
    return { name, concurrency, limiter };
  };

  /** Starts turns, one after the other, as long as there is something to write or to claim. */
  function wake(): void {
    wanted = true;
    turning ??= turns().finally(() => {
      turning = null;
      if (wanted && hasWork()) wake();
    });
  }

  const hasWork = (): boolean => finished.length > 0 || (canClaim() && hot.size > 0);
  const canClaim = (): boolean => !isStopping && active < config.concurrency;

  async function turns(): Promise<void> {
    while (hasWork()) {
      wanted = false;
      try {
        await turn();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (isStopping && failures > 3) return;
        complain(error);
        await pause(Math.min(restAfterFailure.most, restAfterFailure.first * 2 ** (failures - 1)));
      }
    }
  }

  async function turn(): Promise<void> {
    const settled = [...finished];
    const names = canClaim() ? [...hot] : [];
    for (const name of names) hot.delete(name);
    const now = config.now();
    try {
      const { refused, claimed, exhausted, moreAt } = await store.turn({
        settled,
        claim: names.map(limitsOf),
        most: config.concurrency - active,
        lease: { token: randomUUID(), until: now + config.leaseMs, now, worker },
      });
      finished.splice(0, settled.length);
      for (const { row } of settled) leases.release(row);
      lineUp(
        names.filter((name) => !exhausted.includes(name)),
        new Set(claimed.map(({ name }) => name)),
      );
      if (moreAt !== null) schedule(moreAt);
      for (const { row } of refused)
        strapi.log.warn(
          `jobs: ${row.name} ${row.id} was cancelled, or given to another; its outcome here does not count`,
        );
      for (const row of claimed) void work(row);
      for (const { row, settlement } of settled) {
        if (settlement.state === 'delayed') schedule(settlement.runAt);
        if (settlement.state === 'pending') hot.add(row.name);
      }
    } catch (error) {
      for (const name of names) hot.add(name);
      throw error;
    }
  }

  /** Puts names back: who was served stands behind who was not, so that nobody waits for another's last job. */
  function lineUp(names: readonly string[], served: ReadonlySet<string>): void {
    const line = [...names.filter((name) => !served.has(name)), ...hot, ...names];
    hot.clear();
    for (const name of line) hot.add(name);
  }

  async function work(row: JobRow): Promise<void> {
    active += 1;
    finished.push(await runner.run(row));
    active -= 1;
    hot.add(row.name);
    wake();
  }

  let dueAt = Infinity;
  function schedule(runAt: number): void {
    if (isStopping || runAt >= dueAt) return;
    dueAt = runAt;
    clearTimeout(timers.due);
    timers.due = setTimeout(
      () => void promoteQuietly(),
      Math.min(config.pollMs, Math.max(0, runAt - config.now())),
    );
    timers.due.unref();
  }

  async function promote(): Promise<void> {
    dueAt = Infinity;
    const next = await store.promote(config.now());
    if (next !== null) schedule(next);
    for (const name of await store.waitingNames()) hot.add(name);
    wake();
  }

  async function promoteQuietly(): Promise<void> {
    try {
      await promote();
    } catch (error) {
      complain(error);
      schedule(config.now() + restAfterFailure.most);
    }
  }

  /** The safety net: what was never announced, what is due, and what was left behind by processes that died. */
  async function poll(): Promise<void> {
    isPolling = true;
    try {
      if (!isPrepared) await store.ensureQueues([...registry.jobs.keys()]);
      isPrepared = true;
      finished.push(...(await parts.reap()));
      await promote();
    } catch (error) {
      complain(error);
    } finally {
      isPolling = false;
    }
  }

  return {
    async start() {
      timers.poll = setInterval(() => {
        if (!isPolling) void poll();
      }, config.pollMs);
      timers.poll.unref();
      await poll();
    },
    announce(name, runAt) {
      if (runAt > config.now()) return schedule(runAt);
      hot.add(name);
      wake();
    },
    refresh: () => void poll(),
    async stop() {
      isStopping = true;
      clearInterval(timers.poll);
      clearTimeout(timers.due);
      // What is being claimed at this moment is worked on too.
      await turning;
      const isIdle = await within(config.drainMs, () => active === 0);
      if (!isIdle) leases.abortAll(new ProcessEnds('The process ends'));
      await within(config.drainMs, () => active === 0);
      wake();
      await turning;
    },
    isUp: () => store.pauses().then(() => true),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function within(ms: number, isTrue: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!isTrue() && performance.now() < end) await pause(10);
  return isTrue();
}
