import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../config';
import type { JobRow } from '../domain/row';
import { messageOf } from '../domain/settle';
import type { JobStore } from './store';

interface Held {
  row: JobRow;
  progress: JobRow['progress'];
  isDirty: boolean;
  abort: AbortController;
}

/** How often what a handler tells of its progress is written, at the most. Milliseconds. */
const progressEvery = 500;

export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

export type Leases = ReturnType<typeof createLeases>;

/** The jobs this process works on: renews their leases, writes their progress, and stops those that are no longer its own. */
export function createLeases(strapi: Core.Strapi, config: JobsConfig, store: JobStore) {
  const held = new Map<string, Held>();
  let beat = 0;
  let isBeating = false;
  let isOwed = false;

  const has = (row: JobRow): boolean => held.get(row.id)?.row.leaseToken === row.leaseToken;

  /** Stops the work on a row whose lease is gone; it is held until its handler has ended. */
  function lose(row: JobRow): void {
    if (!has(row)) return;
    held.get(row.id)?.abort.abort(new LeaseLost(`Job ${row.name} ${row.id} is no longer this process's`));
  }

  async function renew(which: Held[]): Promise<void> {
    if (which.length === 0 || isBeating) return;
    isBeating = true;
    try {
      isOwed = false;
      for (const each of which) each.isDirty = false;
      const lost = await store.renew(which, config.now() + config.leaseMs);
      for (const row of lost) lose(row);
    } catch (error) {
      isOwed = true;
      strapi.log.warn(`jobs: leases could not be renewed: ${messageOf(error)}`);
    } finally {
      isBeating = false;
    }
  }

  const ticksALease = Math.max(1, Math.floor(config.leaseMs / 3 / progressEvery));
  const every = Math.min(progressEvery, config.leaseMs / 3);
  const timer = setInterval(() => {
    beat = (beat + 1) % ticksALease;
    const all = [...held.values()];
    void renew(beat === 0 || isOwed ? all : all.filter(({ isDirty }) => isDirty));
  }, every);
  timer.unref();

  return {
    get size() {
      return held.size;
    },
    has,
    lose,

    release(row: JobRow): void {
      if (has(row)) held.delete(row.id);
    },

    /** Takes charge of a claimed row until it is released. */
    hold(row: JobRow) {
      const each: Held = { row, progress: row.progress, isDirty: false, abort: new AbortController() };
      held.set(row.id, each);
      return {
        signal: each.abort.signal,
        /** The row with what is known of its progress. */
        row: (): JobRow => ({ ...row, progress: each.progress }),
        abort: (reason: Error): void => each.abort.abort(reason),
        progress(next: JobRow['progress']): void {
          each.progress = next;
          each.isDirty = true;
        },
      };
    },

    /** Writes what is known of the progress of all, now. */
    flush: () => renew([...held.values()].filter(({ isDirty }) => isDirty)),
    abortAll(reason: Error): void {
      for (const { abort } of held.values()) abort.abort(reason);
    },
    stop: () => clearInterval(timer),
  };
}
