import { isPaid, type ClubTier, type LevelInputs } from './level';
import type { Membership } from './membership';

/** When and how the club learned of a membership. */
export interface Provenance {
  /** Of an answer of the API, when it was asked for; of a delivery, when it arrived. Milliseconds since 1970. */
  at: number;
  source: 'api' | 'delivery';
}

/** What Patreon has said of somebody. */
export interface MembershipUpdate extends Provenance {
  /** null: they are no member any more. */
  membership: Membership | null;
}

const chargedAt = (membership: Membership | null): number =>
  membership?.lastChargeAt ? Date.parse(membership.lastChargeAt) : 0;

const hasLeft = (membership: Membership | null): number =>
  membership === null || membership.status === 'former_patron' ? 1 : 0;

/** The order of deliveries, which carry no time, and of which Patreon repeats old ones after new ones. */
const compareDeliveries = (one: MembershipUpdate, other: MembershipUpdate): number =>
  chargedAt(one.membership) - chargedAt(other.membership) ||
  hasLeft(one.membership) - hasLeft(other.membership) ||
  one.at - other.at;

/**
 * Whether an update is newer than what is known. An answer of the API is as old as the question. Of two deliveries, the newer one is
 * that with the later charge; then that in which somebody has left; then the one that arrived later. So any order of arrival leaves
 * the same.
 */
export const isNewer = (update: MembershipUpdate, known: MembershipUpdate): boolean =>
  update.source === 'delivery' && known.source === 'delivery'
    ? compareDeliveries(update, known) > 0
    : update.at >= known.at;

/** The last membership that was paid for, once this update is known too. */
export function paidAfter(
  update: MembershipUpdate,
  paid: LevelInputs['paid'],
  clubTiers: readonly ClubTier[],
): LevelInputs['paid'] {
  const { membership, at, source } = update;
  if (!membership || !isPaid(membership, clubTiers)) return paid;
  return paid && !isNewer(update, { ...paid, source }) ? paid : { membership, at };
}
