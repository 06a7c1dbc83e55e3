import type { Language } from '../../../../../shared/server/languages';
import { text } from '../../domain/columns';
import { tierColumns, toTier, type TierView } from '../../domain/views/post';
import { staffColumns, toStaffMember, type StaffView } from '../../domain/views/staff-member';
import { byOrderThenName, createDocuments } from '../documents';
import type { ReadContext } from '../reads';
import { createMedia } from '../relations';

/** Reads the active staff, by order, then name. */
export function createStaffReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::staff-member.staff-member', staffColumns);
  const media = createMedia(context, 'api::staff-member.staff-member');
  return async (language: Language): Promise<StaffView[]> => {
    const members = await documents.all(language);
    members.sort(byOrderThenName(language));
    const mediaOf = await media(members.map(({ rowId }) => rowId));
    return members.map((member) => toStaffMember(member, mediaOf(member.rowId, 'photo')[0]));
  };
}

/** Reads the tiers of patrons, by amount, the smallest first. */
export function createTierReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::patreon-tier.patreon-tier', tierColumns);
  return async (language: Language): Promise<TierView[]> => {
    const tiers = await documents.all(language, 'ORDER BY d.amount_cents, d.sort_order, d.document_id');
    return tiers.map((tier) =>
      toTier(tier, tier.patreonTierId === null ? null : context.site.joinUrl(tier.patreonTierId)),
    );
  };
}

/** Reads the frontend's texts, by key; those without any text are left out. */
export function createTextReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::ui-text.ui-text', { key: text, text });
  return async (language: Language): Promise<Record<string, string>> => {
    const entries = await documents.all(language, 'ORDER BY d.`key`');
    return Object.fromEntries(
      entries.flatMap((entry) => (entry.key && entry.text ? [[entry.key, entry.text]] : [])),
    );
  };
}
