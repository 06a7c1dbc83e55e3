import { z } from 'zod';
import { HttpError, type ValidationIssues } from '../../../../../http/errors';
import { rateLimitHeaders } from '../../../../../http/rate-limit';
import { language } from '../../../../../http/schemas';
import type { AccountsConfig } from '../../config';
import { emailPattern, foldIdentifier, identifierIssue } from '../../domain/identifiers';
import { passwordIssues } from '../../domain/password-rules';
import type { MemberRow } from '../../services/members';
import { PasswordsBusyError } from '../../services/passwords';

/** Longer texts are no passwords; hashing them would only cost time. */
const longestText = 1024;

const text = (name: string) => z.string(`${name} must be a text`).max(longestText, 'is too long');
export const given = z.string('must be a text').min(1, 'must not be empty').max(longestText, 'is too long');
const email = z
  .string('must be an e-mail address')
  .max(longestText, 'is too long')
  .transform(foldIdentifier)
  .pipe(z.email({ pattern: emailPattern, error: 'must be an e-mail address' }))
  .superRefine((folded, context) => {
    for (const { message } of identifierIssue('email', folded, 1))
      context.addIssue({ code: 'custom', message });
  });

/**
 * It stands in mails to an address that may be a stranger's: no links, no sentences. Nor what looks like another's name or like none:
 * letters and marks that are not seen, such as U+3164, a second space, marks and dots alone.
 */
const chosen =
  /^(?!.*(?:\p{Default_Ignorable_Code_Point}| {2}))(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} ._'-]{3,37}$/u;
const plainName = "may have 3 to 37 letters, digits, spaces and . _ - '";

/** A user name that somebody chooses. With an @ it could be somebody's address, and its refusal would tell that they have an account. */
export const chosenUsername = text('username')
  .transform(foldIdentifier)
  .superRefine((folded, context) => {
    const issues = identifierIssue('username', folded, 3);
    for (const { message } of issues) context.addIssue({ code: 'custom', message });
    if (folded.includes('@')) context.addIssue({ code: 'custom', message: 'must not contain @' });
    else if (issues.length === 0 && !chosen.test(folded))
      context.addIssue({ code: 'custom', message: plainName });
  });

export const registration = z.strictObject({
  email: email.describe('A mail with a link is sent there'),
  username: chosenUsername,
  password: given.describe('At least 10 characters, at most 72 bytes; none of the most common ones'),
  language: language.optional().describe('Of the mails; without it, the language of the request'),
});
export const credentials = z.strictObject({
  identifier: given.describe('The e-mail address or the user name'),
  password: given,
});
export const tokenBody = z.strictObject({ token: given.describe('From the link in the mail') });
export const emailBody = z.strictObject({ email });
export const optionalEmail = email.optional();
export const newPassword = tokenBody.extend({ password: given });
export const passwordChange = z.strictObject({ current_password: given, password: given });
export const emailChange = z.strictObject({ email, password: given });

/** @throws HttpError 400 that says why a password may not be chosen */
export function requireGoodPassword(
  password: string,
  { username, email }: Pick<MemberRow, 'username' | 'email'>,
): void {
  const issues = passwordIssues(password, [username, email]);
  if (issues.length > 0) refuse({ password: issues.map(({ message }) => message) });
}

/** @throws HttpError 400 */
export function refuse(issues: ValidationIssues): never {
  throw new HttpError(400, 'Invalid request', { issues });
}

/** Without mail nobody could confirm an address. @throws HttpError 503 */
export function requireMail({ mail, logMails }: Pick<AccountsConfig, 'mail' | 'logMails'>): void {
  if (!mail && !logMails)
    throw new HttpError(503, 'The club sends no mail at the moment. Ask its staff for help');
}

export const tooMany = (seconds: number): HttpError =>
  new HttpError(429, `Too many attempts. Try again in ${seconds} seconds.`, {
    headers: rateLimitHeaders(seconds),
  });

/** Does what compares a password. @throws HttpError 429 where too many do so at once */
export async function busyAs429<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PasswordsBusyError ? tooMany(error.seconds) : error;
  }
}
