/**
 * A request or an answer as the log keeps it (a line on what it is, headers, an empty line, a body), with a body of JSON on
 * lines of its own. What is no JSON, or was cut in the middle, stays as it is.
 */
export function legible(text: string): string {
  const end = text.indexOf('\n\n');
  const bodyAt = end === -1 ? 0 : end + 2;
  try {
    return text.slice(0, bodyAt) + JSON.stringify(JSON.parse(text.slice(bodyAt)), null, 2);
  } catch {
    return text;
  }
}
