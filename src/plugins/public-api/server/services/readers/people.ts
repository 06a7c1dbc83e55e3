import type { Language } from '../../../../../shared/server/languages';
import type { TierView } from '../../contract/blog';
import type { StaffView } from '../../contract/content';
import { tierColumns, toTier } from '../../domain/views/post';
import { staffColumns, toStaffMember } from '../../domain/views/staff-member';
import { byOrderThenName, createDocuments, readAll } from '../documents';
import type { ReadContext } from '../reads';
import { createMedia } from '../relations';

export function createStaffReader({ strapi, database }: ReadContext) {
  const documents = createDocuments(strapi, 'api::staff-member.staff-member', staffColumns);
  const media = createMedia(strapi, database, 'api::staff-member.staff-member');

  return {
    /** The active ones, by order, then name. */
    async list(language: Language): Promise<StaffView[]> {
      const members = await readAll(database, documents, language);
      members.sort(byOrderThenName(language));
      const mediaOf = await media(members.map(({ rowId }) => rowId));
      return members.map((member) => toStaffMember(member, mediaOf(member.rowId, 'photo')[0]));
    },
  };
}

export function createTierReader({ strapi, database, site }: ReadContext) {
  const documents = createDocuments(strapi, 'api::patreon-tier.patreon-tier', tierColumns);

  return {
    /** By amount, the smallest first. */
    async list(language: Language): Promise<TierView[]> {
      const order = 'ORDER BY d.amount_cents, d.sort_order, d.document_id';
      const found = await readAll(database, documents, language, order);
      return found.map((tier) =>
        toTier(tier, tier.patreonTierId === null ? null : site.joinUrl(tier.patreonTierId)),
      );
    },
  };
}
