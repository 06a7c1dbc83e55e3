import type { Statistics } from '../../contract/overview';

const minute = 60_000;
const minutesAnHour = 60;

/** What ended within one minute: counted, with latencies in milliseconds. `minute` is when it began, since 1970. */
export interface MinuteCount {
  minute: number;
  done: number;
  failed: number;
  p50: number;
  p95: number;
}

/** When the last hour begins, in milliseconds since 1970: sixty minutes of the clock, the one at hand among them. */
export const hourBefore = (now: number): number => now - (now % minute) - (minutesAnHour - 1) * minute;

/** The last hour without gaps. A clock that runs ahead of ours may tell of later minutes; they are left out. */
export function lastHour(found: readonly MinuteCount[], now: number): Statistics['minutes'] {
  const of = new Map(found.map((each) => [each.minute, each]));
  return Array.from({ length: minutesAnHour }, (_, index) => {
    const at = hourBefore(now) + index * minute;
    const { done = 0, failed = 0, p50, p95 } = of.get(at) ?? {};
    return {
      at: new Date(at).toISOString(),
      done,
      failed,
      latency: p50 === undefined || p95 === undefined ? null : { p50, p95 },
    };
  });
}
