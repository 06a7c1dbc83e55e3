import type { z } from 'zod';
import { masked, patterns, replaceValues } from './mask-text';

export { masked };

type Json = z.infer<ReturnType<typeof z.json>>;

/** Words that make a field, header or parameter whose name contains them a secret. */
const secretWords =
  /token|secret|passw|passphrase|authorization|credential|cookie|signature|assertion|apikey|accesskey|privatekey|appsecretproof|sessionid|jwt|hmac/;

const secretNames = new Set(['auth', 'code', 'key', 'pin', 'proof', 'pwd', 'session', 'sid', 'sig']);

/** A name as names are compared: `access_token`, `accessToken` and `Access-Token` are equal. */
export const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

function isSecretName(name: string): boolean {
  const known = folded(name);
  return secretWords.test(known) || secretNames.has(known);
}

/** `code` is a secret in OAuth, and the number or name of an error everywhere else: `190`, `ER_DUP_ENTRY`. */
const isErrorCode = (name: string, value: string): boolean =>
  folded(name) === 'code' && /^(?:\d*|["']?[A-Z]+(?:_[A-Z]+)*["']?)$/.test(value);

/** What to mask in addition to what is masked everywhere. */
export interface Hidden {
  /** Known secrets: masked wherever they stand, in every encoding. */
  secrets: readonly string[];
  /** Names of fields about a person, in the form that `folded` returns. */
  personal: ReadonlySet<string>;
}

/** Deeper values are masked whole, so that nesting cannot exhaust the stack. */
const deepest = 40;

/** A secret in every encoding that a request or an answer can hold it in, the longest first. */
function encodingsOf(secrets: readonly string[]): string[] {
  const encodings = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams([['', secret]]).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
    ]);
  return [...new Set(encodings)].sort((one, other) => other.length - one.length);
}

/**
 * Masks secrets and personal data in what people may see or the log keeps: JSON values and any text (JSON, a form, a URL, a
 * sentence). Names, the shape of a value, and `null`, `true` and `false` stay.
 */
export function createMask({ secrets, personal }: Hidden) {
  const encodings = encodingsOf(secrets);
  const withoutSecrets = (text: string): string =>
    encodings.reduce((rest, encoding) => rest.replaceAll(encoding, masked), text);

  function isPersonalName(name: string): boolean {
    const known = folded(name);
    return known.includes('email') || personal.has(known);
  }
  const isHiddenName = (name: string): boolean => isSecretName(name) || isPersonalName(name);

  function isHidden(name: string, value: string, isProse: boolean): boolean {
    if (isPersonalName(name)) return true;
    return isSecretName(name) && !isProse && (value === '' || !isErrorCode(name, value));
  }

  function maskPlainText(text: string): string {
    const hidden = patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), withoutSecrets(text));
    return replaceValues(hidden, masked, isHidden);
  }

  function maskValue(value: Json, depth: number): Json {
    if (typeof value === 'string') return maskText(value, depth);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= deepest) return masked;
    if (Array.isArray(value)) return value.map((each) => maskValue(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [maskPlainText(name), maskField(name, each, depth)]),
    );
  }

  function maskField(name: string, value: Json, depth: number): Json {
    if (value === null || typeof value === 'boolean') return value;
    if (!isHiddenName(name)) return maskValue(value, depth + 1);
    const isCode = typeof value !== 'object' && isErrorCode(name, String(value));
    return isCode && !isPersonalName(name) ? value : masked;
  }

  function maskText(text: string, depth: number): string {
    const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    return json === undefined ? maskPlainText(text) : JSON.stringify(maskValue(json, depth + 1));
  }

  return {
    text: (text: string): string => maskText(text, 0),
    value: (value: Json): Json => maskValue(value, 0),
    /** Headers as text, one a line. */
    headers: (headers: Headers): string =>
      [...headers]
        .map(([name, value]) => `${name}: ${isHiddenName(name) ? masked : maskPlainText(value)}`)
        .join('\n'),
  };
}

export type Mask = ReturnType<typeof createMask>;

/** Masks what is masked everywhere. Clients of remote systems add their own secrets and names. */
export const generalMask = createMask({ secrets: [], personal: new Set() });

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
