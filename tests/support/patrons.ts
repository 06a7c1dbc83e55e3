import { patreonServices } from '../../src/plugins/patreon/server/services';
import type { Level, LevelRule } from '../../src/plugins/patreon/server/domain/level';
import type { Club } from './club';

const none: Level = { cents: 0, tier: null, rule: 'not-a-supporter', until: null };

/** A tier of the club, as a level holds it. */
export const heldTier = (documentId: string, slug: string, amountCents: number, currency = 'EUR') => ({
  documentId,
  slug,
  amountCents,
  currency,
  patreonTierId: null,
});

/** Says what members hold, in place of what is stored of them, and counts how often it was asked for. */
export function giveLevels(club: Club) {
  const levels = new Map<string, Level>();
  const asked = jest
    .spyOn(patreonServices(club.strapi).levels, 'of')
    .mockImplementation((member) => Promise.resolve(levels.get(member) ?? none));
  return {
    asked,
    give(member: { documentId: string }, tier: ReturnType<typeof heldTier> | null, rule: LevelRule) {
      levels.set(
        member.documentId,
        tier ? { cents: tier.amountCents, tier, rule, until: null } : { ...none, rule },
      );
    },
  };
}
