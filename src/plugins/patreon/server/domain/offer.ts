import { z } from 'zod';
import type { Language } from '../../../../shared/server/languages';
import type { NeededTier, Requirement } from './gate';
import { offerTexts } from './offer-texts';

/** A tier by its name. */
const tierReference = z.strictObject({ slug: z.string(), name: z.string().nullable() });

const offeredTier = tierReference.extend({
  amount_cents: z.int().min(0),
  currency: z.string().describe('ISO 4217'),
  patreon_url: z.string().nullable().describe('Where somebody joins'),
});

/** How to get what is locked: the same in `/api/v1`, REST and GraphQL. */
export const offerSchema = z
  .strictObject({
    reason: z.string().describe('A sentence for the reader, in their language'),
    minimum_tier: tierReference.nullable().describe('null: any tier opens it'),
    tiers: z.array(offeredTier).describe('The tiers that open it, by amount'),
    unlocks: z.array(z.string()).describe('The fields that are withheld'),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof offerSchema>;

/** A tier as readers of a language see it. */
export interface TierOnOffer extends NeededTier {
  slug: string | null;
  name: string | null;
  patreonTierId: string | null;
}

/** Where somebody becomes a patron at a tier of Patreon's. */
export const joinUrl = (patreonTierId: string): string =>
  `https://www.patreon.com/bePatron?rid=${encodeURIComponent(patreonTierId)}`;

const referenceTo = ({ slug, name }: TierOnOffer) => ({ slug: slug ?? '', name });

const costsAsMuch = (tier: NeededTier, needed: NeededTier): boolean =>
  tier.currency === needed.currency && tier.amountCents >= needed.amountCents;

interface Locked {
  requirement: Requirement;
  /** All tiers, in the reader's language. */
  tiers: readonly TierOnOffer[];
  /** What staff have written for this entry. */
  lockedText: string | null;
  /** The fields that are withheld, by the names that the reader knows. */
  unlocks: readonly string[];
}

/** What a reader is offered who may not read something. */
export function toOffer({ requirement, tiers, lockedText, unlocks }: Locked, language: Language): Offer {
  const needed = typeof requirement === 'object' ? requirement : null;
  const minimum = tiers.find(({ documentId }) => documentId === needed?.documentId) ?? null;
  const opening = tiers.filter(
    (tier) => requirement !== 'unknown' && tier.amountCents > 0 && (!needed || costsAsMuch(tier, needed)),
  );
  const standard = minimum
    ? offerTexts.translate(language, 'tier', { tier: minimum.name ?? minimum.slug ?? '' })
    : offerTexts.translate(language, 'any');
  return {
    reason: lockedText?.trim() || standard,
    minimum_tier: minimum && referenceTo(minimum),
    tiers: opening
      .toSorted((a, b) => a.amountCents - b.amountCents)
      .map((tier) => ({
        ...referenceTo(tier),
        amount_cents: tier.amountCents,
        currency: tier.currency,
        patreon_url: tier.patreonTierId === null ? null : joinUrl(tier.patreonTierId),
      })),
    unlocks: [...unlocks],
  };
}
