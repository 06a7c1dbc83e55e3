import * as React from 'react';

export interface Polled<T> {
  /** What was read last, also when it could not be read again since. */
  data: T | null;
  /** Why it could not be read the last time; null when it could. */
  error: unknown;
  /** When `data` was read, in milliseconds since 1970. */
  readAt: number | null;
  /** Reads it again at once. */
  reload: () => void;
}

/** A server that takes long to answer is left alone for so many times as long. */
const restOf = 20;

/**
 * Reads something now and again and again while the page is open; not while it is in the background.
 *
 * @param read another function is another thing to read: it is read at once
 * @param every milliseconds from one answer to the next question, at least
 */
export function usePolled<T>(read: () => Promise<T>, every: number): Polled<T> {
  const [state, setState] = React.useState<Omit<Polled<T>, 'reload'>>({
    data: null,
    error: null,
    readAt: null,
  });
  const [turn, setTurn] = React.useState(0);

  React.useEffect(() => {
    let isCurrent = true;
    let isLooking = false;
    let timer: number | undefined;

    async function look(): Promise<void> {
      if (isLooking || document.hidden) return;
      isLooking = true;
      const begun = performance.now();
      try {
        const data = await read();
        if (isCurrent) setState({ data, error: null, readAt: Date.now() });
      } catch (error) {
        if (isCurrent) setState((before) => ({ ...before, error }));
      }
      isLooking = false;
      if (!isCurrent) return;
      const rest = Math.max(every, restOf * (performance.now() - begun));
      timer = window.setTimeout(() => void look(), rest);
    }
    const lookAgain = (): void => {
      window.clearTimeout(timer);
      void look();
    };

    void look();
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [read, every, turn]);

  const reload = React.useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, reload };
}
