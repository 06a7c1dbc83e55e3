import { dictionary } from '@zxcvbn-ts/language-common';
import { longestPassword } from './identifiers';

/** The minimum length, in characters. */
export const shortestPassword = 10;

/** A shorter name is in too many passwords by chance. */
const shortestNamed = 4;

/** Leaked passwords that are long enough to be chosen here, of the 49,000 most common. */
const common = new Set(dictionary['passwords-common'].filter((text) => [...text].length >= shortestPassword));

/**
 * Why somebody may not choose a password; empty if they may (NIST SP 800-63B, 5.1.1.2: length and known passwords rather than
 * kinds of characters).
 *
 * @param own the account's name and address, none of which the password may contain
 */
export function passwordProblems(password: string, own: readonly string[]): string[] {
  const folded = password.toLowerCase();
  const names = own.flatMap((text) => [text, text.split('@')[0] ?? '']).map((text) => text.toLowerCase());
  const problems: string[] = [];
  if ([...password].length < shortestPassword)
    problems.push(`must have at least ${shortestPassword} characters`);
  if (Buffer.byteLength(password) > longestPassword)
    problems.push(`must have at most ${longestPassword} bytes; letters with accents and emoji have several`);
  if (common.has(folded)) problems.push('is one of the most common passwords');
  if (names.some((name) => [...name].length >= shortestNamed && folded.includes(name)))
    problems.push('must not contain your user name or e-mail address');
  return problems;
}
