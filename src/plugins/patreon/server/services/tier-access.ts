import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { TierGate } from '../../../../http/access';
import { defaultLanguage } from '../../../../shared/server/languages';
import type { NeededTier } from '../domain/gate';
import { refusals } from '../domain/refusals';
import { lockOfNeed, tierNeed, type TierNeed } from '../domain/tier-need';
import type gate from './gate';

const tierUid = 'api::patreon-tier.patreon-tier';
const tierRow = z.object({ documentId: z.string(), amountCents: z.coerce.number(), currency: z.string() });

/** Access to routes by tier: `access` of `/api/v1`, and the policies for Strapi's own routes. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** The tiers that routes name, and where. */
  const named = new Map<string, string>();

  async function tierOf(need: TierNeed): Promise<NeededTier | null> {
    if (need === 'supporter' || !('tier' in need)) return null;
    const found: unknown = await strapi.db
      .query(tierUid)
      .findOne({ where: { slug: need.tier, locale: defaultLanguage } });
    return tierRow.safeParse(found).data ?? null;
  }

  return {
    declare(wanted, place) {
      const { data: need } = tierNeed.safeParse(wanted);
      if (!need)
        throw new Error(`The access of ${place} must be 'supporter', { tier: 'slug' } or { cents: 500 }`);
      if (need === 'supporter' || !('tier' in need)) return;
      named.set(need.tier, place);
    },

    /** Call when the club starts, once all routes are declared. @throws Error for a tier that the club does not have */
    async checkNamed(): Promise<void> {
      for (const [slug, place] of named)
        if (!(await tierOf({ tier: slug })))
          throw new Error(`${place} is for who holds the tier '${slug}', which the club does not have`);
    },

    async refusalOf(wanted, member) {
      const need = tierNeed.parse(wanted);
      const gates: ReturnType<typeof gate> = strapi.plugin('patreon').service('gate');
      const viewer = gates.viewer(member);
      const [tier, access] = [await tierOf(need), await viewer.access()];
      const lock = lockOfNeed(need, access, tier);
      return lock && refusals[lock];
    },
  } satisfies TierGate & { checkNamed(): Promise<void> };
};
