import { createHash, randomBytes } from 'node:crypto';

/** A secret that somebody shows once, such as the token of a mail: 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: who reads the database cannot use what is under way. Random as secrets are, they need no salt. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
