export const masked = '[masked]';

/** A second word of prose that is not itself the name of a value: `has` in `key: Session has expired`. */
const follows = String.raw`\s+[a-z]+\b(?!\s*[:=])`;

/**
 * Prose after `token: ` instead of a token: a capitalised word (`Session has expired`), a function word (`must be 8 characters`)
 * or a complaint (`invalid`). A password could look like that, but no vendor's error message repeats one.
 */
const sentence = new RegExp(
  String.raw`(?:[A-Z][a-z]{0,15}${follows}` +
    String.raw`|(?:an?|are|can|cannot|could|does|expected|has|have|is|it|may|must|no|not|should|the|this|too|was|were|will|your)${follows}` +
    String.raw`|(?:denied|empty|expired|invalid|missing|none|null|required|revoked|undefined|unknown|wrong)(?![\w-]))`,
  'y',
);

/** Words after `Basic`, `Bearer` and the like that are no credentials: `OAuth access token`. */
const scheme = String.raw`(?:(?:access|auth|authentication|authorization|client|credential|error|header|login|realm|scheme|scope|token|user)s?\b|[A-Z]?[a-z]+${follows})`;

/** A character of an e-mail address, in text or in a URL. */
const letter = String.raw`[^\s@<>"'(),:;=&?/\\[\]{}|%]`;

/** Starts only where a run of such characters starts, so that long texts take linear time. `//user@host` in a URL is no address. */
const emailAddress = new RegExp(
  String.raw`(?<!${letter})(?<!://\[masked\])${letter}*(?:@|%40)${letter}+\.(?:(?!\.)${letter}){2,}`,
  'gi',
);

/** Patterns of secrets and e-mail addresses in any text, each with its replacement. */
export const patterns: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*KEY-----[\s\S]*?(?:-----END [A-Z ]*KEY-----|$)/g, masked],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*[:=]\s*)[^\r\n]*/gi, `$1$2${masked}`],
  [
    new RegExp(
      String.raw`\b((?:[Bb]earer|BEARER|[Bb]asic|BASIC|[Oo][Aa]uth|OAUTH|[Dd]igest|DIGEST)\s+)(?!${scheme})[^\s"',;]{6,}`,
      'g',
    ),
    `$1${masked}`,
  ],
  [/\beyJ[\w-]{8,4096}\.[\w-]+(?:\.[\w-]*)?/g, masked],
  // Tokens and keys of Facebook and Google.
  [/\b(?:EAA[A-Za-z0-9]{16,}|ya29\.[\w-]+|AIza[\w-]{20,}|GOCSPX-[\w-]+)/g, masked],
  [/(:\/\/)[^\s/@"'<>]+@/g, `$1${masked}@`],
  [emailAddress, masked],
];

/** A name and the separator before its value: `name=`, `name: `, `"name": `, also with escaped quotes. */
export const namePart = /(?<![\w.-])([\w.-]{1,64})(\\*["'])?(\s{0,8}[:=]\s{0,8})/g;

const openingQuote = /(\\*)(["'])/y;
const bareValue = /[^\s&;,"'<>{}]+/y;

const matchAt = (pattern: RegExp, text: string, start: number): RegExpExecArray | null => {
  pattern.lastIndex = start;
  return pattern.exec(text);
};

/** The range of a value without its quotes. Without a closing quote the text was cut off: the value is the rest of it. */
function valueAt(text: string, start: number): { from: number; to: number } {
  const opening = matchAt(openingQuote, text, start);
  if (!opening) return { from: start, to: start + (matchAt(bareValue, text, start)?.[0].length ?? 0) };
  const [whole, escapes = '', quote = '"'] = opening;
  const from = start + whole.length;
  for (let at = from; ; at += 1) {
    at = text.indexOf(quote, at);
    if (at === -1) return { from, to: text.length };
    const before = backslashesBefore(text, at);
    // Quotes within the value are escaped more deeply than those around it.
    if (before <= escapes.length) return { from, to: Math.max(from, at - before) };
  }
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count;
}

/** Whether prose follows a bare `name: `. */
const isProse = (text: string, start: number, quote: string | undefined, separator: string): boolean =>
  quote === undefined && /:\s/.test(separator) && matchAt(sentence, text, start) !== null;

/**
 * Replaces values of name-value pairs in any text.
 *
 * @param isHidden whether to replace a value; asked with an empty value first. `isProse`: a sentence seems to follow the name
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
