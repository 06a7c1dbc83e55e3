/** A timestamp (ISO 8601) as the value of a `datetime-local` input, in the reader's time zone. */
export function toLocalTime(timestamp: string | undefined): string {
  if (timestamp === undefined) return '';
  const at = new Date(timestamp);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Such an input's value as ISO 8601, UTC; empty when it is empty or no time. */
export function toTimestamp(localTime: string): string {
  const at = new Date(localTime);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
