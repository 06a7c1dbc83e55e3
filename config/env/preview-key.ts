import { hkdfSync } from 'node:crypto';

/**
 * The key that signs links to previews, derived (RFC 5869) from the secret that signs the sessions of the panel: whoever changes
 * that one ends the links along with the sessions.
 */
export const previewKeyOf = (adminJwtSecret: string): string =>
  Buffer.from(hkdfSync('sha256', adminJwtSecret, '', 'public-api preview links', 32)).toString('base64url');
