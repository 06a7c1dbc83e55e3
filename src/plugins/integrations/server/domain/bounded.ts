/** As much of a request or an answer as the log keeps, in bytes. */
export const logLimit = 8192;

/** The text, or its beginning with a note that it was cut: at most `limit` bytes of UTF-8, and no half characters. */
export function bounded(text: string, limit = logLimit): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return bytes.toString();
  const note = `… (cut: ${bytes.length} bytes in all)`;
  let end = limit - Buffer.byteLength(note);
  // The second and later bytes of a character begin with the bits 10.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString() + note;
}
