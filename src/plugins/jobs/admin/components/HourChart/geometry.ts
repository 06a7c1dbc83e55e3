import type { Minute } from '../../../contract/overview';

export const size = { width: 960, height: 220, left: 44, right: 68, top: 12, bottom: 24 };

const plot = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
  bottom: size.height - size.bottom,
};

/** A share of the minute's room that is left free between two bars. */
const gap = 0.25;

export interface Bar {
  minute: Minute;
  x: number;
  width: number;
  /** The whole height of the plot belongs to a minute, so that it is easily pointed at. */
  slot: { x: number; width: number };
  done: { y: number; height: number };
  failed: { y: number; height: number };
}

export interface Tick {
  value: number;
  y: number;
}

const smallTops = [2, 4, 6, 8];
const tops = [10, 12, 16, 20, 24, 30, 40, 50, 60, 80];

/** The top of a scale: a round number whose half is a whole one. */
export function topOf(most: number): number {
  const small = smallTops.find((top) => top >= most);
  if (small !== undefined) return small;
  for (let power = 1; ; power *= 10) {
    const top = tops.map((step) => step * power).find((value) => value >= most);
    if (top !== undefined) return top;
  }
}

const ticksOf = (top: number): Tick[] =>
  [0, top / 2, top].map((value) => ({ value, y: plot.bottom - (value / top) * plot.height }));

/** A line through the minutes that have a value; a minute without one breaks it. */
function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .map((point, index) => {
      if (!point) return '';
      const command = points[index - 1] ? 'L' : 'M';
      // A minute alone is a line of no length, which round ends make a dot.
      const end = points[index - 1] || points[index + 1] ? '' : 'h0';
      return `${command}${point.x.toFixed(1)} ${point.y.toFixed(1)}${end}`;
    })
    .join('');
}

/** Where everything stands on the chart of an hour. */
export function chartOf(minutes: readonly Minute[]) {
  const countTop = topOf(Math.max(0, ...minutes.map(({ done, failed }) => done + failed)));
  const latencyTop = topOf(Math.max(0, ...minutes.map(({ latency }) => latency?.p95 ?? 0)));
  const step = plot.width / Math.max(1, minutes.length);
  const high = (count: number): number => (count / countTop) * plot.height;

  const bars: Bar[] = minutes.map((minute, index) => {
    const x = size.left + index * step;
    const [done, failed] = [high(minute.done), high(minute.failed)];
    return {
      minute,
      x: x + (step * gap) / 2,
      width: step * (1 - gap),
      slot: { x, width: step },
      done: { y: plot.bottom - done, height: done },
      failed: { y: plot.bottom - done - failed, height: failed },
    };
  });
  const line = (which: 'p50' | 'p95'): string =>
    pathOf(
      minutes.map(({ latency }, index) =>
        latency
          ? {
              x: size.left + (index + 0.5) * step,
              y: plot.bottom - (latency[which] / latencyTop) * plot.height,
            }
          : null,
      ),
    );

  return {
    bars,
    p50: line('p50'),
    p95: line('p95'),
    counts: ticksOf(countTop),
    latencies: ticksOf(latencyTop),
    /** Every tenth minute of the clock. */
    times: bars.filter(({ minute }) => new Date(minute.at).getUTCMinutes() % 10 === 0),
  };
}
