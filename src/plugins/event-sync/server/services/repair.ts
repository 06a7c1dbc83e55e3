import { groupBy } from '../../../../shared/server/group-by';
import type { JobContext } from '../../../jobs/server/definition';
import type { EventSyncConfig } from '../config';
import { doubtedLink, stepFor, type Link } from '../domain/plan';
import type { AnyTarget } from '../targets';
import type { Found } from '../targets/target';
import type { Events, LinkRow, Links } from './store';

/** Events at a time. */
const batch = 100;

const repairing = { attempt: 1, markers: [], isOtherEvents: () => Promise.resolve(false) };

export type RepairContext = Pick<JobContext<unknown>, 'signal' | 'progress'>;

/** What a comparison with a target has found. */
export interface RepairReport {
  target: string;
  events: number;
  /** Out of sync, whatever the reason; each is corrected by a job of its own. */
  healed: number;
  /** Of this club, and of no event (any more). */
  orphans: number;
  /** Copies that were removed. */
  duplicates: number;
}

/** Compares a target with the club: what the link says, what it shows (where it can be asked), and what it should show. */
export function createRepair(
  { events, links }: { events: Events; links: Links },
  { now }: Pick<EventSyncConfig, 'now'>,
  enqueue: (target: AnyTarget, events: readonly string[]) => Promise<unknown>,
) {
  /** What the target shows, by event, copies included. Null where it cannot be asked. */
  async function listByEvent(target: AnyTarget, signal: AbortSignal): Promise<Map<string, Found[]> | null> {
    if (!target.list) return null;
    const found: Found[] = [];
    for await (const each of target.list(signal)) found.push(each);
    return groupBy(found, ({ event }) => event);
  }

  /** Corrects the link where the target shows something else, so that planning sees it. */
  async function reconcileLink(
    target: AnyTarget,
    event: string,
    stored: LinkRow | null,
    there: readonly Found[],
  ): Promise<LinkRow | null> {
    const saved = async (link: Link): Promise<LinkRow | null> => {
      await links.save(target.name, event, { ...link, markers: stored?.markers ?? [] });
      return links.find(target.name, event);
    };
    const [first] = there;
    if (!stored || stored.destination !== target.destination) {
      if (!first) return stored;
      const { destination } = target;
      return saved({ destination, state: 'shown', remoteId: first.remoteId, hash: null, generation: 0 });
    }
    const own = there.find(({ remoteId }) => remoteId === stored.remoteId);
    if (stored.state === 'shown' && own?.hash !== stored.hash) return saved(doubtedLink(stored));
    if (stored.state === 'removed' && first)
      return saved({ ...stored, state: 'shown', remoteId: first.remoteId, hash: null });
    return stored;
  }

  /** Removes copies of the one that the link knows. @returns how many */
  async function removeCopies(
    target: AnyTarget,
    link: LinkRow | null,
    there: readonly Found[],
    signal: AbortSignal,
  ): Promise<number> {
    if (link?.state !== 'shown' || link.remoteId === null) return 0;
    const { event, generation } = link;
    const copies = there.filter(({ remoteId }) => remoteId !== link.remoteId);
    for (const { remoteId } of copies)
      await target.remove({ do: 'remove', generation, remoteId }, { ...repairing, event, signal });
    return copies.length;
  }

  return async function reconcileAll(
    target: AnyTarget,
    { signal, progress }: RepairContext,
  ): Promise<RepairReport> {
    const found = await listByEvent(target, signal);
    const known = await links.ofTarget(target.name);
    const existing = new Set(await events.all());
    const all = [...new Set([...existing, ...known.keys(), ...(found?.keys() ?? [])])];
    const report = { target: target.name, events: all.length, healed: 0, orphans: 0, duplicates: 0 };
    for (let from = 0; from < all.length; from += batch) {
      signal.throwIfAborted();
      progress(from, all.length, target.title);
      const part = all.slice(from, from + batch);
      const shown = await events.readMany(part);
      const wrong: string[] = [];
      for (const event of part) {
        const stored = known.get(event) ?? null;
        const there = found?.get(event) ?? [];
        const link = found ? await reconcileLink(target, event, stored, there) : stored;
        report.duplicates += await removeCopies(target, link, there, signal);
        if (!existing.has(event) && there.length > 0) report.orphans += 1;
        const step = stepFor(target, shown.get(event) ?? null, link, new Date(now()));
        if (step.do !== 'none') wrong.push(event);
      }
      report.healed += wrong.length;
      await enqueue(target, wrong);
    }
    progress(all.length, all.length, target.title);
    return report;
  };
}
