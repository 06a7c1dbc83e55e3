import { sentence } from './mask-patterns';

/** A name and what parts it from its value: `name=`, `name: `, `"name": `, also where the quotes are escaped. */
const namePart = /(?<![\w.-])([\w.-]{1,64})(\\*["'])?(\s{0,8}[:=]\s{0,8})/g;

const openingQuote = /(\\*)(["'])/y;
const bareValue = /[^\s&;,"'<>{}]+/y;

const matchAt = (pattern: RegExp, text: string, start: number): RegExpExecArray | null => {
  pattern.lastIndex = start;
  return pattern.exec(text);
};

/** Where a value stands, without its quotes; one without its closing quote was cut off, and ends the text. */
function valueAt(text: string, start: number): { from: number; to: number } {
  const opening = matchAt(openingQuote, text, start);
  if (!opening) return { from: start, to: start + (matchAt(bareValue, text, start)?.[0].length ?? 0) };
  const [whole, escapes = '', quote = '"'] = opening;
  const from = start + whole.length;
  for (let at = from; ; at += 1) {
    at = text.indexOf(quote, at);
    if (at === -1) return { from, to: text.length };
    const before = backslashesBefore(text, at);
    // A quote within the value is escaped once more than those around it.
    if (before <= escapes.length) return { from, to: Math.max(from, at - before) };
  }
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count;
}

/** Whether what follows a bare `name: ` goes on in words. */
const isProse = (text: string, start: number, quote: string | undefined, separator: string): boolean =>
  quote === undefined && /:\s/.test(separator) && matchAt(sentence, text, start) !== null;

/**
 * Replaces the values of pairs, in any text, whose name and value `isHidden` says so of.
 *
 * @param isHidden asked first with no value; `isProse` when a sentence follows the name, it seems, and no value
 */
export function replaceValues(
  text: string,
  by: string,
  isHidden: (name: string, value: string, isProse: boolean) => boolean,
): string {
  let result = '';
  let copied = 0;
  for (const match of text.matchAll(namePart)) {
    const [whole, name = '', quote, separator = ''] = match;
    const start = match.index + whole.length;
    if (match.index < copied || !isHidden(name, '', isProse(text, start, quote, separator))) continue;
    const { from, to } = valueAt(text, start);
    if (from === to || !isHidden(name, text.slice(from, to), false)) continue;
    result += text.slice(copied, from) + by;
    copied = to;
  }
  return result + text.slice(copied);
}
