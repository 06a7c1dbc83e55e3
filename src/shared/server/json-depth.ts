const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether arrays and objects are nested deeper than this. Iterative, since recursion could overflow the stack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= levels) return true;
    level = level.flatMap((each) => Object.values(each).filter(isNested));
  }
  return false;
}
