import { hkdfSync } from 'node:crypto';

/** A key of its own for each use (RFC 5869). */
const keyOf = (secret: string, use: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', use, 32)).toString('base64url');

/**
 * The key that signs links to previews, derived from the secret that signs the sessions of the panel: whoever changes that one ends
 * the links along with the sessions.
 */
export const previewKeyOf = (adminJwtSecret: string): string =>
  keyOf(adminJwtSecret, 'public-api preview links');

/** The key that signs links to files behind a tier, derived from the secret that signs the sessions of members. */
export const fileKeyOf = (jwtSecret: string): string => keyOf(jwtSecret, 'patreon links to files');
