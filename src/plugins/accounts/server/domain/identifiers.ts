import type { ValidationIssue } from '../../../content/server/domain/rules/issues';
import { normalized } from '../../../../shared/server/normalized';

/** What accounts are found by. */
export type IdentifierName = 'username' | 'email';

/** An account as far as others may not have what it has. */
export interface Account {
  username?: string | null | undefined;
  email?: string | null | undefined;
  provider?: string | null | undefined;
}

/** As many as Strapi's columns of this type hold. */
const longestIdentifier = 255;
/** Whatever is longer has more characters than that in any form, and is nobody's: a mark or three are part of one. */
const longestFolded = 4 * longestIdentifier + 1;
/** bcrypt reads 72 bytes and no more. */
export const longestPassword = 72;

/** Line breaks, control characters, halves of surrogate pairs, noncharacters, and the mark of a lost one. */
const unwanted = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd-\uffff]/u;

/**
 * The one form in which names and addresses are stored and looked for, by members and staff: databases compare it byte by
 * byte, since by its collation MariaDB would take `jose` for `josé`.
 */
export const foldIdentifier = (text: string): string =>
  normalized(normalized(text.trim().slice(0, longestFolded)).toLowerCase()).trim();

/** @param folded by `foldIdentifier` @param least how many characters it must have */
export function identifierIssue(name: IdentifierName, folded: string, least: number): ValidationIssue[] {
  if (unwanted.test(folded)) return [{ path: [name], message: 'must not contain control characters' }];
  const { length } = [...folded];
  if (length < least) return [{ path: [name], message: `must have at least ${least} characters` }];
  if (length <= longestIdentifier) return [];
  return [{ path: [name], message: `must have at most ${longestIdentifier} characters` }];
}

/**
 * Of two accounts that share a name or an address, or of which one is called by the other's address, a sign-in would find either.
 *
 * @param written as folded, with the account's provider
 * @param isShared whether an address may have an account with each provider
 */
export function takenIssues(
  written: Account,
  others: readonly Account[],
  isShared: boolean,
): ValidationIssue[] {
  const { username, email, provider } = written;
  const has = (name: IdentifierName, value: string | null | undefined, among = others): boolean =>
    typeof value === 'string' && among.some((other) => other[name] === value);
  const rivals = isShared ? others.filter((other) => other.provider === provider) : others;

  const issues: ValidationIssue[] = [];
  if (has('username', username)) issues.push({ path: ['username'], message: 'is already taken' });
  else if (has('email', username))
    issues.push({ path: ['username'], message: "must not be another account's e-mail address" });
  if (has('email', email, rivals)) issues.push({ path: ['email'], message: 'is already taken' });
  else if (has('username', email))
    issues.push({ path: ['email'], message: "must not be another account's user name" });
  return issues;
}

/** A longer password would be cut off, and sign in with anything behind what is left; no sign-in takes it. */
export const passwordIssue = (password: unknown): ValidationIssue[] =>
  typeof password === 'string' && Buffer.byteLength(password) > longestPassword
    ? [
        {
          path: ['password'],
          message: `must have at most ${longestPassword} bytes (a letter with an accent has 2, an emoji 4)`,
        },
      ]
    : [];
