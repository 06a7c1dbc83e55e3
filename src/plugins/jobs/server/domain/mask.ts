import type { Json } from '../../contract/job';

/** What stands in the place of a secret. */
export const masked = '[masked]';

const secretWords =
  'password|passwd|passphrase|pwd|secret|token|authorization|api[_-]?key|private[_-]?key|access[_-]?key|credential|cookie|signature|jwt|session[_-]?id|proof';

const secretName = new RegExp(secretWords, 'i');
const exactNames = new Set(['auth', 'pin', 'sig']);

const isSecretName = (name: string): boolean => secretName.test(name) || exactNames.has(name.toLowerCase());

/** What a secret is recognised by within a text; the first match wins, so the longest forms stand first. */
const patterns: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*KEY-----[\s\S]*?(?:-----END [A-Z ]*KEY-----|$)/g, masked],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${masked}`],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, masked],
  [/(:\/\/)[^\s/@"'<>]+@/g, `$1${masked}@`],
  // `access_token=…` of an address or a form, and `"access_token": "…"` of JSON within a text.
  [
    new RegExp(
      `([\\w.-]*(?:${secretWords})[\\w.-]*\\\\*"?\\s*[=:]\\s*\\\\*"?)(?!\\[masked\\])[^\\s"&,;\\\\}]+`,
      'gi',
    ),
    `$1${masked}`,
  ],
];

/** A text without what looks like a secret in it. */
export const maskedText = (text: string): string =>
  patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);

/**
 * A value as people may see it: whatever goes by the name of a secret is masked, and so is what looks like one within any text.
 * The form stays: the same names, the same lengths of lists.
 */
export function maskedValue(value: Json): Json {
  if (typeof value === 'string') return maskedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(maskedValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isSecretName(name) ? hidden(each) : maskedValue(each),
    ]),
  );
}

/** That there is none, or whether there is one, is no secret. */
const hidden = (value: Json): Json => (value === null || typeof value === 'boolean' ? value : masked);
