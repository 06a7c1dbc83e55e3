/** A request that is being answered, or was until a moment ago. */
export interface RequestInProgress {
  method: string;
  /** Without its query, in which tokens may stand. */
  path: string;
  /** When it came, on a steady clock. */
  since: number;
}

/** How long the event loop may be held before it is worth a line. */
const longestMs = 1_000;

/** Requests named in one line. */
const mostNamed = 5;

/**
 * What is logged of an event loop that did not turn for `heldMs`: who was being answered meanwhile, the oldest first. One of
 * them held it, unless something of the club's own did. Null where it was not held for long, or nobody waited.
 */
export function stallMessage(
  heldMs: number,
  requests: readonly RequestInProgress[],
  now: number,
): string | null {
  if (heldMs < longestMs || requests.length === 0) return null;
  const named = requests
    .toSorted((one, other) => one.since - other.since)
    .slice(0, mostNamed)
    .map(({ method, path, since }) => `${method} ${path.slice(0, 200)} (for ${Math.round(now - since)} ms)`);
  const others = requests.length > mostNamed ? ` and ${requests.length - mostNamed} others` : '';
  return `Nothing was answered for ${Math.round(heldMs)} ms; in progress: ${named.join(', ')}${others}`;
}
