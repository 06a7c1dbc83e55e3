/** What stands in the place of what is hidden. */
export const masked = '[masked]';

/** A word of prose, and that another follows which is not itself the name of something: `key: Session has expired`. */
const follows = String.raw`\s+[a-z]+\b(?!\s*[:=])`;

/**
 * How a sentence goes on after `token: `, rather than with the token: with a capital (`Session has expired`), with a small word
 * of grammar (`must be 8 characters`), or saying what is wrong (`invalid`). Passwords that look so exist; a vendor's message
 * that repeats one does not.
 */
export const sentence = new RegExp(
  String.raw`(?:[A-Z][a-z]{0,15}${follows}` +
    String.raw`|(?:an?|are|can|cannot|could|does|expected|has|have|is|it|may|must|no|not|should|the|this|too|was|were|will|your)${follows}` +
    String.raw`|(?:denied|empty|expired|invalid|missing|none|null|required|revoked|undefined|unknown|wrong)(?![\w-]))`,
  'y',
);

/** What is said of `Basic`, `Bearer` and the like where nobody's credentials follow: `OAuth access token`. */
const scheme = String.raw`(?:(?:access|auth|authentication|authorization|client|credential|error|header|login|realm|scheme|scope|token|user)s?\b|[A-Z]?[a-z]+${follows})`;

/** A character of an e-mail address, in a text or in an address of the web. */
const letter = String.raw`[^\s@<>"'(),:;=&?/\\[\]{}|%]`;

/**
 * Begins only where a run of such characters does, so that a long text is read once. The host behind who is named in an address
 * of the web is no such address.
 */
const emailAddress = new RegExp(
  String.raw`(?<!${letter})(?<!://\[masked\])${letter}*(?:@|%40)${letter}+\.(?:(?!\.)${letter}){2,}`,
  'gi',
);

/** What a secret or a person is recognised by, wherever it stands, and what is left of it. */
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
  // The beginnings of tokens and keys of Facebook and Google.
  [/\b(?:EAA[A-Za-z0-9]{16,}|ya29\.[\w-]+|AIza[\w-]{20,}|GOCSPX-[\w-]+)/g, masked],
  [/(:\/\/)[^\s/@"'<>]+@/g, `$1${masked}@`],
  [emailAddress, masked],
];
