import * as React from 'react';

export interface Polled<T> {
  /** What was read last, even if later reads failed. */
  data: T | null;
  /** Why the latest read failed; null if it succeeded. */
  error: unknown;
  /** When `data` was read, in milliseconds since 1970. */
  readAt: number | null;
  reload: () => void;
}

/** A slow server is left alone for this many times as long as its answer took. */
const restFactor = 20;

/**
 * Reads something again and again while the page is open and visible.
 *
 * @param read a new function is read at once; null where there is nothing to read
 * @param interval milliseconds from one answer to the next request, at least; or a stable function that gives them for what
 *   the latest request has read, null if it failed
 */
export function usePolled<T>(
  read: (() => Promise<T>) | null,
  interval: number | ((data: T | null) => number),
): Polled<T> {
  const [state, setState] = React.useState<Omit<Polled<T>, 'reload'>>({
    data: null,
    error: null,
    readAt: null,
  });
  const [reloads, setReloads] = React.useState(0);

  React.useEffect(() => {
    if (read === null) return undefined;
    let isCurrent = true;
    let isReading = false;
    let timer: number | undefined;

    async function poll(request: () => Promise<T>): Promise<void> {
      if (isReading || document.hidden) return;
      isReading = true;
      const begun = performance.now();
      let data: T | null = null;
      try {
        const answer = await request();
        data = answer;
        if (isCurrent) setState({ data: answer, error: null, readAt: Date.now() });
      } catch (error) {
        if (isCurrent) setState((before) => ({ ...before, error }));
      }
      isReading = false;
      if (!isCurrent) return;
      const atLeast = typeof interval === 'number' ? interval : interval(data);
      const rest = Math.max(atLeast, restFactor * (performance.now() - begun));
      timer = window.setTimeout(pollNow, rest);
    }
    const pollNow = (): void => {
      window.clearTimeout(timer);
      void poll(read);
    };

    pollNow();
    document.addEventListener('visibilitychange', pollNow);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', pollNow);
    };
  }, [read, interval, reloads]);

  const reload = React.useCallback(() => setReloads((before) => before + 1), []);
  return { ...state, reload };
}
