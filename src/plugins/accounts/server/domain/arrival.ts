/** What counts of an account here. */
export interface AccountState {
  isConfirmed: boolean;
  isBlocked: boolean;
}

/** Somebody whom a provider has sent, and what is known of them here. */
export interface Arrival {
  /** Whose identity it is: the account that this subject of this provider signs in to. */
  holder: AccountState | null;
  email: string | null;
  /** Whether the provider has verified the address. */
  isVerified: boolean;
  /** The account with that address, and whether somebody else of the same provider signs in to it. */
  account: (AccountState & { hasOtherIdentity: boolean }) | null;
  /** Whether somebody has the address as a user name. */
  isUserName: boolean;
}

export type ArrivalDecision =
  | 'sign-in'
  /** To the account with the address. */
  | 'link'
  | 'create'
  | 'ask-address'
  | 'ask-password'
  | 'blocked'
  | 'unconfirmed'
  | 'address-taken';

/**
 * What becomes of somebody whom a provider has sent. The subject decides; an address counts for a subject that is new here, and only
 * if the provider has verified it. An unverified one is as good as none: it tells nothing, not even whether it has an account.
 */
export function decideArrival({ holder, email, isVerified, account, isUserName }: Arrival): ArrivalDecision {
  if (holder) {
    if (holder.isBlocked) return 'blocked';
    return holder.isConfirmed ? 'sign-in' : 'unconfirmed';
  }
  if (email === null || !isVerified) return 'ask-address';
  if (!account) return isUserName ? 'address-taken' : 'create';
  // The address has passed to somebody else, or they have two accounts there: the password cannot tell either.
  if (account.hasOtherIdentity) return 'address-taken';
  if (account.isBlocked) return 'blocked';
  // Whoever made it has not shown that the address is theirs.
  return account.isConfirmed ? 'link' : 'ask-password';
}

/** What becomes of an identity that a signed-in member wants to sign in with from now on. */
export function decideLink({
  holder,
  member,
  present,
}: {
  /** Whose it is, by documentId. */
  holder: string | null;
  member: string;
  /** Whether the member signs in with another identity of the same provider. */
  present: boolean;
}): 'done' | 'link' | 'taken' | 'other' {
  if (holder !== null) return holder === member ? 'done' : 'taken';
  return present ? 'other' : 'link';
}

/** Whether a member can still sign in without an identity. */
export const keepsWayIn = ({
  hasPassword,
  identities,
}: {
  hasPassword: boolean;
  /** All of theirs, the one to go included. */
  identities: number;
}): boolean => hasPassword || identities > 1;
