import { issueOf, type ValidationIssue } from '../../../content/server/domain/rules/issues';
import { normalized } from '../../../../shared/server/normalized';

export type IdentifierName = 'username' | 'email';

/** The values of an account that must be unique. */
export interface Account {
  username?: string | null | undefined;
  email?: string | null | undefined;
  provider?: string | null | undefined;
}

/** The length of Strapi's columns of this type. */
const longestIdentifier = 255;
/** Longer texts exceed the column in any form: at most three marks merge into one character. */
const longestFolded = 4 * longestIdentifier + 1;
/** bcrypt ignores everything after 72 bytes. */
export const longestPassword = 72;

/** Line breaks, control characters, lone surrogates, noncharacters, and U+FFFD. */
const unwanted = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd-\uffff]/u;

/**
 * The form in which names and addresses are stored and looked up, for members and staff. Databases compare it byte by
 * byte, since MariaDB's collation would treat `jose` and `josé` as equal.
 */
export const foldIdentifier = (text: string): string =>
  normalized(normalized(text.trim().slice(0, longestFolded)).toLowerCase()).trim();

const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
/**
 * An address in the form that people have (RFC 5321, 4.1.2, without quotes and numbers of hosts). zod's own pattern refuses letters of
 * real ones, `&` and `/` among them, and domains such as `xn--p1ai`, which browsers make of .\u0440\u0444.
 */
export const emailPattern = new RegExp(
  `^${atom}(?:\\.${atom})*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`,
  'i',
);

/** @param folded by `foldIdentifier` @param least the minimum length */
export function identifierIssue(name: IdentifierName, folded: string, least: number): ValidationIssue[] {
  if (unwanted.test(folded)) return [issueOf([name], { key: 'control-characters' })];
  const { length } = [...folded];
  if (length < least) return [issueOf([name], { key: 'min-length', values: { least } })];
  if (length <= longestIdentifier) return [];
  return [issueOf([name], { key: 'max-length', values: { most: longestIdentifier, counted: 'no' } })];
}

/**
 * Finds values that another account has, or that would make one account's name equal to another's address: a sign-in
 * could then find either.
 *
 * @param written the folded values, with the account's provider
 * @param isShared whether accounts of different providers may share an address
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
  if (has('username', username)) issues.push(issueOf(['username'], { key: 'account-taken' }));
  else if (has('email', username)) issues.push(issueOf(['username'], { key: 'not-an-email' }));
  if (has('email', email, rivals)) issues.push(issueOf(['email'], { key: 'account-taken' }));
  else if (has('username', email)) issues.push(issueOf(['email'], { key: 'not-a-user-name' }));
  return issues;
}

/** bcrypt would truncate a longer password, and accept any other with the same beginning; sign-ins refuse it. */
export const passwordIssue = (password: unknown): ValidationIssue[] =>
  typeof password === 'string' && Buffer.byteLength(password) > longestPassword
    ? [issueOf(['password'], { key: 'max-bytes', values: { most: longestPassword } })]
    : [];
