/** A request in progress, or one that has just ended. */
export interface RequestInProgress {
  method: string;
  /** Without its query string, which may contain tokens. */
  path: string;
  /** When it arrived, by a monotonic clock. */
  since: number;
}

/** Shorter stalls of the event loop are not logged. */
const longestMs = 1_000;

const mostNamed = 5;

/**
 * The log message for a stall of `heldMs`: the requests in progress, the oldest first. One of them blocked the event
 * loop, unless the club's own work did. Null if the stall was short, or no request waited.
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
