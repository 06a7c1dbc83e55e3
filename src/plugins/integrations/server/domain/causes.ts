/** More than any library wraps; a circle of causes has an end. */
const most = 10;

/** An error and what it was caused by, the outermost first. */
export function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  let each = error;
  while (typeof each === 'object' && each !== null && causes.length < most) {
    causes.push(each);
    each = 'cause' in each ? each.cause : null;
  }
  return causes;
}
