/** So many requests within a window of time that slides; no limit until `limit` is set. */
export interface Quota {
  limit: number | undefined;
  /** Milliseconds; a minute unless a test is in a hurry. */
  windowMs: number;
  /** Counts one request. False when that is one too many, which then does not count. */
  take(): boolean;
}

/** @param now milliseconds of a clock that only goes forward */
export function createQuota(now: () => number = () => performance.now()): Quota {
  const taken: number[] = [];
  return {
    limit: undefined,
    windowMs: 60_000,
    take() {
      if (this.limit === undefined) return true;
      const time = now();
      while (taken[0] !== undefined && taken[0] <= time - this.windowMs) taken.shift();
      if (taken.length >= this.limit) return false;
      taken.push(time);
      return true;
    },
  };
}
