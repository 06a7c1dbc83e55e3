import type { EventSyncConfig } from '../config';
import type { AffectedEvents } from '../domain/affected-events';
import type { Events } from './store';

/** @returns the events, by `documentId`, once the documents are written */
type EventsAfter = (written: readonly string[]) => Promise<string[]>;

/** Finds the events that a write may change at the targets. Call it before the write, and what it returns after it. */
export function createAffected(events: Events, { now }: Pick<EventSyncConfig, 'now'>) {
  return async function affected(
    terms: AffectedEvents,
    documentIds: readonly string[],
  ): Promise<EventsAfter> {
    if (terms.events === 'none') return () => Promise.resolve([]);
    if (terms.events === 'itself') return (written) => Promise.resolve([...written]);
    const { relation, lookUp } = terms;
    const showing = (ids: readonly string[]): Promise<string[]> =>
      events.showing(relation, ids, new Date(now()));
    if (lookUp === 'after') return showing;
    const before = await showing(documentIds);
    return () => Promise.resolve(before);
  };
}

export type Affected = ReturnType<typeof createAffected>;
