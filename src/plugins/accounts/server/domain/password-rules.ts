import { dictionary } from '@zxcvbn-ts/language-common';
import { issueOf, type ValidationIssue } from '../../../content/server/domain/rules/issues';
import { passwordIssue } from './identifiers';

/** The minimum length, in characters. Blanks at the beginning and the end do not count. */
export const shortestPassword = 10;

/** A shorter name is in too many passwords by chance. */
const shortestNamed = 4;

/** Leaked passwords that are long enough to be chosen here, of the 49,000 most common. */
const common = new Set(dictionary['passwords-common'].filter((text) => [...text].length >= shortestPassword));

/**
 * Why nobody may choose a password; empty if they may (NIST SP 800-63B, 5.1.1.2: length and known passwords rather than kinds of
 * characters). Whoever sets it: members, or staff in the panel.
 *
 * @param own the account's name and address, none of which the password may contain
 */
export function passwordIssues(password: string, own: readonly string[]): ValidationIssue[] {
  const folded = password.toLowerCase();
  const names = own.flatMap((text) => [text, text.split('@')[0] ?? '']).map((text) => text.toLowerCase());
  const issues: ValidationIssue[] = [];
  if ([...password.trim()].length < shortestPassword)
    issues.push(issueOf(['password'], { key: 'min-length', values: { least: shortestPassword } }));
  issues.push(...passwordIssue(password));
  if (common.has(folded)) issues.push(issueOf(['password'], { key: 'common-password' }));
  if (names.some((name) => [...name].length >= shortestNamed && folded.includes(name)))
    issues.push(issueOf(['password'], { key: 'own-name-in-password' }));
  return issues;
}
