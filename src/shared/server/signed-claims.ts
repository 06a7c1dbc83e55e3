import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (payload: string, key: string): string =>
  createHmac('sha256', key).update(payload).digest('base64url');

/** A text for addresses that proves who made it, and can be read by anybody. @param key of the club alone */
export function signClaims(claims: object, key: string): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${signatureOf(payload, key)}`;
}

/** What a text of `signClaims` says; undefined unless it was signed with this very key. */
export function openClaims(token: string, key: string): unknown {
  const [payload = '', signature = '', ...rest] = token.split('.');
  // As texts: several of them decode to the same bytes, and each token has one form.
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(payload, key))];
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return claims;
}
