/** What a field of type `datetime-local` shows of a moment, in the reader's time zone. @param moment ISO 8601 */
export function localTimeOf(moment: string | undefined): string {
  if (moment === undefined) return '';
  const at = new Date(moment);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The moment that such a field means: ISO 8601, UTC; empty when it is, or is no time. */
export function momentOf(localTime: string): string {
  const at = new Date(localTime);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
