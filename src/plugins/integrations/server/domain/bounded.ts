import { cutBytes } from '../../../../shared/server/cut';

/** As much of a request or an answer as the log keeps, in bytes. */
export const logLimit = 8192;

/** The text, or its beginning with a note that it was cut: at most `limit` bytes of UTF-8, and no half characters. */
export function bounded(text: string, limit = logLimit): string {
  const whole = Buffer.from(text).toString();
  const length = Buffer.byteLength(whole);
  if (length <= limit) return whole;
  const note = `… (cut: ${length} bytes in all)`;
  return cutBytes(whole, limit - Buffer.byteLength(note)) + note;
}
