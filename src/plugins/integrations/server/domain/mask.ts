import { isErrorCode, isHiddenName } from './mask-names';
import { replaceValues } from './mask-pairs';

export const masked = '[masked]';

/** What there is to hide, beside what is hidden everywhere. */
export interface Hidden {
  /** The integration's own secrets: hidden wherever they stand, however they are encoded. */
  secrets: readonly string[];
  /** Names of fields that are about a person, as `folded` gives them. */
  personal: ReadonlySet<string>;
}

/** Deeper than this, nothing is shown: no vendor nests so deep, and the stack has an end. */
const deepest = 40;

type Replacement = [RegExp, string];

/** A character of an e-mail address, in a text or in an address of the web. */
const letter = String.raw`[^\s@<>"'(),:;=&?/\\[\]{}|%]`;

/** Begins only where a run of such characters does, so that a long text is read once. */
const emailAddress = new RegExp(
  `(?<!${letter})${letter}*(?:@|%40)${letter}+\\.(?:(?!\\.)${letter}){2,}`,
  'gi',
);

/** What a secret or a person is recognised by, wherever it stands. */
const patterns: readonly Replacement[] = [
  [/-----BEGIN [A-Z ]*KEY-----[\s\S]*?(?:-----END [A-Z ]*KEY-----|$)/g, masked],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*[:=]\s*)[^\r\n]*/gi, `$1$2${masked}`],
  [/\b(Bearer|Basic|OAuth|Digest)\s+[^\s"',;]{6,}/gi, `$1 ${masked}`],
  [/\beyJ[\w-]{8,4096}\.[\w-]+(?:\.[\w-]*)?/g, masked],
  // The beginnings of tokens and keys of Facebook and Google.
  [/\b(?:EAA[A-Za-z0-9]{16,}|ya29\.[\w-]+|AIza[\w-]{20,}|GOCSPX-[\w-]+)/g, masked],
  [/(:\/\/)[^\s/@"'<>]+@/g, `$1${masked}@`],
  [emailAddress, masked],
];

/** A secret in every encoding that a request or an answer can hold it in, the longest first. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams([['', secret]]).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
    ]);
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

/** A function that hides secrets and persons in any text: JSON, a form, an address, a sentence. */
export function createMask({ secrets, personal }: Hidden) {
  const forms = formsOf(secrets);
  const withoutSecrets = (text: string): string =>
    forms.reduce((rest, form) => rest.replaceAll(form, masked), text);

  const isHidden = (name: string, value: string): boolean =>
    isHiddenName(name, personal) && (value === '' || !isErrorCode(name, value));

  function textOf(text: string): string {
    const hidden = patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), withoutSecrets(text));
    return replaceValues(hidden, masked, isHidden);
  }

  function valueOf(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return mask(value, depth);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= deepest) return masked;
    if (Array.isArray(value)) return value.map((each: unknown) => valueOf(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [textOf(name), fieldOf(name, each, depth)]),
    );
  }

  function fieldOf(name: string, value: unknown, depth: number): unknown {
    if (value === null || typeof value === 'boolean') return value;
    if (!isHiddenName(name, personal)) return valueOf(value, depth + 1);
    return typeof value === 'number' && isErrorCode(name, String(value)) ? value : masked;
  }

  function mask(text: string, depth = 0): string {
    const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    return json === undefined ? textOf(text) : JSON.stringify(valueOf(json, depth + 1));
  }

  return {
    /** The text with everything hidden that must not be kept. */
    text: (text: string): string => mask(text),
    /** Headers, a line each. */
    headers: (headers: Headers): string =>
      [...headers]
        .map(([name, value]) => `${name}: ${isHiddenName(name, personal) ? masked : textOf(value)}`)
        .join('\n'),
  };
}

export type Mask = ReturnType<typeof createMask>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
