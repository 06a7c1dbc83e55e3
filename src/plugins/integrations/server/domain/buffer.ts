/** A line in which the oldest give way when there is no room: what is new is worth more, and memory has an end. */
export function createBuffer<T>(most: number) {
  let waiting: T[] = [];
  let dropped = 0;

  function giveWay(): void {
    const excess = waiting.length - most;
    if (excess <= 0) return;
    waiting = waiting.slice(excess);
    dropped += excess;
  }

  return {
    add(item: T): void {
      waiting.push(item);
      giveWay();
    },
    take(count: number): T[] {
      return waiting.splice(0, count);
    },
    /** Back to the head of the line, in their order. */
    putBack(items: readonly T[]): void {
      waiting = [...items, ...waiting];
      giveWay();
    },
    /** How many have given way since this was last asked. */
    takeDropped(): number {
      const count = dropped;
      dropped = 0;
      return count;
    },
    get size() {
      return waiting.length;
    },
  };
}
