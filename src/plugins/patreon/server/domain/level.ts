import type { Membership } from './membership';

/** A tier of the club, as staff have entered it. */
export interface ClubTier {
  documentId: string;
  slug: string;
  amountCents: number;
  currency: string;
  /** The tier at Patreon that it stands for. */
  patreonTierId: string | null;
}

/** Which rule has decided a level; staff read it as a sentence. */
export const levelRules = [
  'given-by-hand',
  'entitled-tier',
  'entitled-amount',
  'former-paid',
  'declined-grace',
  'entitlement-missing-grace',
  'not-a-supporter',
  'free-member',
  'former',
  'declined-ended',
  'refunded',
  'fraud',
  'pending-not-counted',
  'free-trial-not-counted',
  'gift-not-counted',
] as const;
export type LevelRule = (typeof levelRules)[number];

/** What somebody may see. */
export interface Level {
  /** What a tier may cost at most that it opens; 0: no supporter. */
  cents: number;
  /** The tier of the club that it is, or, of an amount, the highest one that it reaches. */
  tier: ClubTier | null;
  rule: LevelRule;
  /** When it ends by itself. */
  until: Date | null;
}

/** A tier that staff have given. */
export interface Grant {
  /** The tier's documentId. */
  tier: string;
  /** Milliseconds since 1970; null: until somebody takes it back. */
  until: number | null;
}

/** What is stored of somebody, as far as it decides their level. */
export interface LevelInputs {
  membership: Membership | null;
  /** The last one with an entitlement that was not declined, and when Patreon said so, in milliseconds since 1970. */
  paid: { membership: Membership; at: number } | null;
  grant: Grant | null;
}

/** What the club's owner decides. */
export interface LevelSettings {
  /** How long a level outlasts a charge that was declined. Days. */
  graceDays: number;
  /** Whether charges that are under way, free trials and gifts count. */
  pending: boolean;
  freeTrial: boolean;
  gifted: boolean;
}

const day = 24 * 60 * 60_000;

interface Entitlement extends Pick<Level, 'cents' | 'tier'> {
  by: 'tier' | 'amount';
}

const nothing: Entitlement = { cents: 0, tier: null, by: 'amount' };

const higher = (one: Entitlement, other: Entitlement): Entitlement => (other.cents > one.cents ? other : one);

const levelFrom = ({ cents, tier }: Entitlement, rule: LevelRule, until: number | null = null): Level => ({
  cents,
  tier,
  rule,
  until: until === null ? null : new Date(until),
});

const ended = (rule: LevelRule): Level => levelFrom(nothing, rule);

/**
 * What a membership pays for, whatever state its payment is in: the highest tier, by the club's price where the club has that
 * tier, since patrons pay in several currencies; else the amount, that of a year over its months. The free tier, which every
 * campaign has, is worth nothing.
 */
export function entitlementOf(
  { tiers, entitledCents, cadence }: Membership,
  clubTiers: readonly ClubTier[],
): Entitlement {
  const byTier = tiers
    .map(({ id, cents }): Entitlement => {
      const tier = clubTiers.find(({ patreonTierId }) => patreonTierId === id);
      const price = tier?.amountCents ?? cents ?? 0;
      return { cents: price, tier: tier ?? highestWithin(price, clubTiers), by: 'tier' };
    })
    .reduce(higher, nothing);
  if (byTier.cents > 0) return byTier;
  const cents = Math.floor(entitledCents / (cadence ?? 1));
  return { cents, tier: highestWithin(cents, clubTiers), by: 'amount' };
}

/** The highest tier that costs no more. */
const highestWithin = (cents: number, clubTiers: readonly ClubTier[]): ClubTier | null =>
  clubTiers
    .filter(({ amountCents }) => amountCents > 0 && amountCents <= cents)
    .reduce<ClubTier | null>(
      (best, each) => (best && best.amountCents >= each.amountCents ? best : each),
      null,
    );

const refunds: Readonly<Record<string, LevelRule>> = {
  Refunded: 'refunded',
  'Refunded by Patreon': 'refunded',
  Fraud: 'fraud',
};

const isDeclined = ({ status, lastChargeStatus }: Membership): boolean =>
  status === 'declined_patron' || lastChargeStatus === 'Declined';

/** Whether a membership is one to fall back on when a later charge is declined. */
export const isPaid = (membership: Membership, clubTiers: readonly ClubTier[]): boolean =>
  !isDeclined(membership) &&
  !Object.hasOwn(refunds, membership.lastChargeStatus ?? '') &&
  entitlementOf(membership, clubTiers).cents > 0;

/** Why a membership does not count, whatever it is entitled to; null where it may. */
function excludedBy(
  { lastChargeStatus, isFreeTrial, isGifted }: Membership,
  settings: LevelSettings,
): LevelRule | null {
  const refund = refunds[lastChargeStatus ?? ''];
  if (refund !== undefined) return refund;
  if (isGifted && !settings.gifted) return 'gift-not-counted';
  if ((isFreeTrial || lastChargeStatus === 'Free Trial') && !settings.freeTrial)
    return 'free-trial-not-counted';
  return lastChargeStatus === 'Pending' && !settings.pending ? 'pending-not-counted' : null;
}

/** A level that outlasts what was paid for it, until a moment in milliseconds since 1970. */
const graceOf = (
  held: Entitlement,
  until: number,
  now: number,
  during: LevelRule,
  after: LevelRule,
): Level => (held.cents > 0 && now < until ? levelFrom(held, during, until) : ended(after));

function levelByMembership(
  { membership, paid }: { membership: Membership; paid: LevelInputs['paid'] },
  clubTiers: readonly ClubTier[],
  settings: LevelSettings,
  now: number,
): Level {
  const excluded = excludedBy(membership, settings);
  if (excluded) return ended(excluded);
  const { status, entitledCents, lastChargeAt } = membership;
  const entitlement = entitlementOf(membership, clubTiers);
  const before = paid ? entitlementOf(paid.membership, clubTiers) : nothing;
  const grace = settings.graceDays * day;
  if (isDeclined(membership)) {
    const charged = lastChargeAt === null ? (paid?.at ?? 0) : Date.parse(lastChargeAt);
    // Patreon may have taken the tiers away already.
    return graceOf(higher(entitlement, before), charged + grace, now, 'declined-grace', 'declined-ended');
  }
  if (status !== 'active_patron' && entitledCents === 0)
    return ended(status === 'former_patron' ? 'former' : 'free-member');
  // Around the monthly charges, tiers and amount of patrons who have paid are sometimes empty for a while.
  if (entitlement.cents === 0)
    return graceOf(before, (paid?.at ?? 0) + grace, now, 'entitlement-missing-grace', 'free-member');
  if (status === 'former_patron') return levelFrom(entitlement, 'former-paid');
  return levelFrom(entitlement, entitlement.by === 'tier' ? 'entitled-tier' : 'entitled-amount');
}

/** What a tier given by hand opens; null where there is none, or it is over, or staff have deleted the tier. */
function levelByGrant(grant: Grant | null, clubTiers: readonly ClubTier[], now: number): Level | null {
  const tier = clubTiers.find(({ documentId }) => documentId === grant?.tier);
  if (!grant || !tier || (grant.until !== null && grant.until <= now)) return null;
  return levelFrom({ cents: tier.amountCents, tier, by: 'tier' }, 'given-by-hand', grant.until);
}

/**
 * What somebody may see now, and by which rule. What staff have given is never less for what Patreon says.
 *
 * @param clubTiers all tiers of the club
 */
export function levelOf(
  { membership, paid, grant }: LevelInputs,
  clubTiers: readonly ClubTier[],
  settings: LevelSettings,
  now: Date,
): Level {
  const byMembership = membership
    ? levelByMembership({ membership, paid }, clubTiers, settings, now.getTime())
    : ended('not-a-supporter');
  const byGrant = levelByGrant(grant, clubTiers, now.getTime());
  return byGrant && byGrant.cents >= byMembership.cents ? byGrant : byMembership;
}

/**
 * Whether a level opens what needs a tier: by that very tier, by one of the same currency that costs as much, or, where the level
 * is an amount, by the amount.
 */
export const opensTier = (
  { cents, tier }: Pick<Level, 'cents' | 'tier'>,
  needed: Pick<ClubTier, 'documentId' | 'amountCents' | 'currency'>,
): boolean =>
  cents > 0 &&
  (tier?.documentId === needed.documentId ||
    ((tier === null || tier.currency === needed.currency) && cents >= needed.amountCents));
