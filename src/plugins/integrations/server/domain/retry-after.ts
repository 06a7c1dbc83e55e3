import { DateTime } from 'luxon';

/**
 * Reads `Retry-After` in both its forms, seconds and a date in any of HTTP's three notations (RFC 9110, 5.6.7 and 10.2.3).
 *
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; null when there is none, or none that can be read
 */
export function retryAfterOf(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return now + Number(text) * 1000;
  const date = DateTime.fromHTTP(text);
  return date.isValid ? date.toMillis() : null;
}
