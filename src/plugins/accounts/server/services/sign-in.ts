import { foldIdentifier } from '../domain/identifiers';
import type { Attempts } from './attempts';
import type { Members, MemberRow } from './members';
import type { Passwords } from './passwords';

/** Whether somebody may sign in. Only who knows the password is told that an account is blocked or not confirmed. */
export type SignInResult =
  | { outcome: 'signed in'; member: MemberRow }
  | { outcome: 'wrong' | 'blocked' | 'unconfirmed' }
  /** They have tried too many wrong passwords. */
  | { outcome: 'wait'; seconds: number };

export interface SignInRequest {
  identifier: string;
  password: string;
  /** The IP address. */
  address: string;
  /** The documentId of the member who has signed in with this browser before. */
  knownMember?: string | null;
}

/**
 * Checks what somebody signs in with. An unknown account takes as long as a known one (`passwords.ts`).
 *
 * @throws RateLimitError if too many sign in at once
 */
export function createSignIn({
  members,
  passwords,
  attempts,
}: {
  members: Members;
  passwords: Passwords;
  attempts: Attempts;
}) {
  async function check(identifier: string, { password, knownMember }: SignInRequest): Promise<SignInResult> {
    const member = await members.byIdentifier(identifier);
    // Whoever guesses at an account from many addresses must not keep out its member, who has a lane of their own:
    // https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
    const isKnown = member !== null && knownMember === member.documentId;
    const lane = isKnown ? `known browser of ${member.documentId}` : identifier;
    if (!(await passwords.compare(lane, password, member?.password))) return { outcome: 'wrong' };
    if (!member) return { outcome: 'wrong' };
    if (member.blocked === true) return { outcome: 'blocked' };
    return member.confirmed === true ? { outcome: 'signed in', member } : { outcome: 'unconfirmed' };
  }

  return async (given: SignInRequest): Promise<SignInResult> => {
    const { address } = given;
    const identifier = foldIdentifier(given.identifier);
    const seconds = await attempts.begin(identifier, address);
    if (seconds > 0) return { outcome: 'wait', seconds };
    const result = await check(identifier, given);
    if (result.outcome !== 'wrong') await attempts.succeed(identifier, address);
    return result;
  };
}
export type SignIn = ReturnType<typeof createSignIn>;
