/** A name and what parts it from its value: `name=`, `name: `, `"name": `, also where the quotes are escaped. */
const namePart = /(?<![\w.-])([\w.-]{1,64})(?:\\*["'])?\s{0,8}[:=]\s{0,8}/g;

const openingQuote = /(\\*)(["'])/y;
const bareValue = /[^\s&;,"'<>{}]+/y;

/** Where the value that begins at `start` ends; a text without its closing quote was cut off, and ends the value. */
function endOfValue(text: string, start: number): number {
  openingQuote.lastIndex = start;
  const opening = openingQuote.exec(text);
  if (!opening) {
    bareValue.lastIndex = start;
    return start + (bareValue.exec(text)?.[0].length ?? 0);
  }
  const [whole, escapes = '', quote = '"'] = opening;
  for (let at = start + whole.length; ; at += 1) {
    at = text.indexOf(quote, at);
    if (at === -1) return text.length;
    // A quote within the value is escaped once more than those around it.
    if (backslashesBefore(text, at) <= escapes.length) return at + 1;
  }
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count;
}

/** Replaces the values of pairs, in any text, whose name and value `isHidden` says so of. */
export function replaceValues(
  text: string,
  by: string,
  isHidden: (name: string, value: string) => boolean,
): string {
  let result = '';
  let copied = 0;
  for (const match of text.matchAll(namePart)) {
    const start = match.index + match[0].length;
    const name = match[1] ?? '';
    if (match.index < copied || !isHidden(name, '')) continue;
    const end = endOfValue(text, start);
    if (end === start || !isHidden(name, text.slice(start, end))) continue;
    result += text.slice(copied, start) + by;
    copied = end;
  }
  return result + text.slice(copied);
}
