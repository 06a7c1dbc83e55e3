import { foldIdentifier } from '../domain/identifiers';
import type { Members, MemberRow } from './members';
import type { Passwords } from './passwords';
import type { Registrations } from './registrations';

/** Whether somebody may sign in. Only who knows the password is told that an account is blocked or not confirmed. */
export type SignInResult =
  { outcome: 'signed in'; member: MemberRow } | { outcome: 'wrong' | 'blocked' | 'unconfirmed' };

/**
 * Checks what somebody signs in with. An unknown account takes as long as a known one (`passwords.ts`).
 *
 * @throws RateLimitError if too many sign in at once
 */
export function createSignIn({
  members,
  registrations,
  passwords,
}: {
  members: Members;
  registrations: Registrations;
  passwords: Passwords;
}) {
  return async (given: string, password: string, now: number): Promise<SignInResult> => {
    const identifier = foldIdentifier(given);
    const member = await members.byIdentifier(identifier);
    const registration = member ? null : await registrations.byIdentifier(identifier, now);
    const hash = member?.password ?? registration?.passwordHash;
    if (!(await passwords.compare(identifier, password, hash))) return { outcome: 'wrong' };
    if (!member) return { outcome: 'unconfirmed' };
    if (member.blocked === true) return { outcome: 'blocked' };
    return member.confirmed === true ? { outcome: 'signed in', member } : { outcome: 'unconfirmed' };
  };
}
