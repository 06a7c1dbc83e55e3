import { isRecord } from '../../../../shared/server/is-record';

const positionOf = (entry: unknown): number =>
  isRecord(entry) && typeof entry['position'] === 'number' ? entry['position'] : 0;

/** The entries of a line-up as readers see them: by position; those with equal positions keep their order. */
export const inPositionOrder = <Entry>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((one, other) => positionOf(one) - positionOf(other));

/**
 * The entries of a line-up as they are stored, in the order in which readers see them. The admin panel's form has no
 * position: there the order of the rows counts, which people change by dragging.
 */
export const storedLineUp = (
  entries: readonly unknown[],
  { isFromPanel }: { isFromPanel: boolean },
): unknown[] =>
  isFromPanel
    ? entries.map((entry, position) => (isRecord(entry) ? { ...entry, position } : entry))
    : inPositionOrder(entries);

/** The entries of a translation's line-up, to be compared with the stored ones: their order says all that positions do. */
export const comparedLineUp = (entries: readonly unknown[], from: { isFromPanel: boolean }): unknown[] =>
  storedLineUp(entries, from).map((entry) => {
    if (!isRecord(entry)) return entry;
    const { position: _, ...rest } = entry;
    return rest;
  });
