import { createHash } from 'node:crypto';

/**
 * The id under which an event stands in a calendar. It is chosen here, so that an insert whose answer was lost cannot make a
 * second event. SHA-256 in Google's alphabet (base32hex in small letters, as JavaScript writes numbers to base 32):
 * 52 characters, whatever the parts are. https://developers.google.com/workspace/calendar/api/v3/reference/events#id
 *
 * @param generation raised when an id can be used no more
 */
export function eventIdOf({
  documentId,
  calendarId,
  generation,
}: {
  documentId: string;
  calendarId: string;
  generation: number;
}): string {
  const parts = JSON.stringify([documentId, calendarId, generation]);
  const digest = createHash('sha256').update(parts).digest('hex');
  return BigInt(`0x${digest}`).toString(32).padStart(52, '0');
}
