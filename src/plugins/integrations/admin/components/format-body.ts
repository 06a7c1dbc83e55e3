/**
 * Indents the JSON body of a request or an answer in the log: a line on what it is, headers, an empty line, a body. A body
 * that is no JSON, or was cut off, stays as it is.
 */
export function formatBody(text: string): string {
  const end = text.indexOf('\n\n');
  const bodyAt = end === -1 ? 0 : end + 2;
  try {
    return text.slice(0, bodyAt) + JSON.stringify(JSON.parse(text.slice(bodyAt)), null, 2);
  } catch {
    return text;
  }
}
