/** Words that make whatever a field, header or parameter of such a name holds a secret. */
const secretWords =
  /token|secret|passw|passphrase|authorization|credential|cookie|signature|assertion|apikey|accesskey|privatekey|appsecretproof|sessionid|jwt|hmac/;

const secretNames = new Set(['auth', 'code', 'key', 'pin', 'proof', 'pwd', 'session', 'sid', 'sig']);

/** A name as it is compared: `access_token`, `accessToken` and `Access-Token` are one. */
export const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether what goes by such a name is a secret. */
export function isSecretName(name: string): boolean {
  const known = folded(name);
  return secretWords.test(known) || secretNames.has(known);
}

/**
 * Whether what goes by such a name is about a person.
 *
 * @param personal names beside those that say e-mail, as `folded` gives them
 */
export function isPersonalName(name: string, personal: ReadonlySet<string>): boolean {
  const known = folded(name);
  return known.includes('email') || personal.has(known);
}

/** `code` is a secret in OAuth, and the number or name of an error everywhere else: `190`, `ER_DUP_ENTRY`. */
export const isErrorCode = (name: string, value: string): boolean =>
  folded(name) === 'code' && /^(?:\d*|["']?[A-Z]+(?:_[A-Z]+)*["']?)$/.test(value);
