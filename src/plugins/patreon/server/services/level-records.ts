import type { PatreonConfig } from '../config';
import type { SupporterStore } from './supporter-store';
import type { Supporters } from './supporters';

/**
 * Records levels that change without anybody hearing of it: those that end by themselves, and those of tiers that staff have changed.
 * What members see does not wait for it.
 */
export const createLevelRecords =
  (
    { batch, now }: Pick<PatreonConfig, 'batch' | 'now'>,
    { store, supporters }: { store: SupporterStore; supporters: Supporters },
  ) =>
  async (cause: 'time' | 'tiers', signal: AbortSignal): Promise<{ changed: number }> => {
    const where = cause === 'time' ? { levelUntil: { $lte: now() } } : {};
    let changed = 0;
    for await (const rows of store.pages(where, batch)) {
      signal.throwIfAborted();
      const ids = rows.map(({ id }) => id);
      changed += await supporters.change({ id: { $in: ids } }, { kind: cause, id: null }, (row) => row);
    }
    return { changed };
  };
