import type { Json } from '../../contract/job';
import { isErrorCode, isPersonalName, isSecretName } from './mask-names';
import { replaceValues } from './mask-pairs';
import { masked, patterns } from './mask-patterns';

export { masked };

/** What there is to hide, beside what is hidden everywhere. */
export interface Hidden {
  /** Secrets that are known: hidden wherever they stand, however they are encoded. */
  secrets: readonly string[];
  /** Names of fields that are about a person, as `folded` gives them. */
  personal: ReadonlySet<string>;
}

/** Deeper than this, nothing is shown: nobody nests so deep, and the stack has an end. */
const deepest = 40;

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

/**
 * Hides secrets and persons in whatever people may see or the log keeps: values, and any text (JSON, a form, an address, a
 * sentence). What says that there is no secret, or whether there is one, stays; so do the names of things and the form of a
 * value.
 */
export function createMask({ secrets, personal }: Hidden) {
  const forms = formsOf(secrets);
  const withoutSecrets = (text: string): string =>
    forms.reduce((rest, form) => rest.replaceAll(form, masked), text);

  const isHiddenName = (name: string): boolean => isSecretName(name) || isPersonalName(name, personal);

  function isHidden(name: string, value: string, isProse: boolean): boolean {
    if (isPersonalName(name, personal)) return true;
    return isSecretName(name) && !isProse && (value === '' || !isErrorCode(name, value));
  }

  function textOf(text: string): string {
    const hidden = patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), withoutSecrets(text));
    return replaceValues(hidden, masked, isHidden);
  }

  function valueOf(value: Json, depth: number): Json {
    if (typeof value === 'string') return mask(value, depth);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= deepest) return masked;
    if (Array.isArray(value)) return value.map((each) => valueOf(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [textOf(name), fieldOf(name, each, depth)]),
    );
  }

  function fieldOf(name: string, value: Json, depth: number): Json {
    if (value === null || typeof value === 'boolean') return value;
    if (!isHiddenName(name)) return valueOf(value, depth + 1);
    const isCode = typeof value !== 'object' && isErrorCode(name, String(value));
    return isCode && !isPersonalName(name, personal) ? value : masked;
  }

  function mask(text: string, depth = 0): string {
    const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    return json === undefined ? textOf(text) : JSON.stringify(valueOf(json, depth + 1));
  }

  return {
    /** A text without what must not be seen. */
    text: (text: string): string => mask(text),
    value: (value: Json): Json => valueOf(value, 0),
    /** Headers, a line each. */
    headers: (headers: Headers): string =>
      [...headers]
        .map(([name, value]) => `${name}: ${isHiddenName(name) ? masked : textOf(value)}`)
        .join('\n'),
  };
}

export type Mask = ReturnType<typeof createMask>;

/** Hides what is hidden everywhere. Who calls remote systems knows more: their secrets, and how they name what is personal. */
export const generalMask = createMask({ secrets: [], personal: new Set() });

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
