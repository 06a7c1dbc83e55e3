import { defaultLanguage, type Language } from '../../../../../shared/server/languages';
import { text, type Localized } from '../../domain/columns';
import { previewed } from '../../domain/previewed';
import { categoryColumns, toCategory, type CategoryView } from '../../domain/views/post';
import { staffColumns, toStaffMember, type StaffView } from '../../domain/views/staff-member';
import { tierColumns, toReference, toTier, type TierView } from '../../domain/views/tier';
import { byOrderThenName, createDocuments } from '../documents';
import type { ReadContext } from '../reads';
import { createMedia } from '../relations';

/** Reads the active staff, by order, then name. */
export function createStaffReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::staff-member.staff-member', staffColumns);
  const media = createMedia(context, 'api::staff-member.staff-member');

  async function views(members: Localized<typeof staffColumns>[]): Promise<StaffView[]> {
    const mediaOf = await media(members.map(({ rowId }) => rowId));
    return members.map((member) => toStaffMember(member, mediaOf(member.rowId, 'photo')[0]));
  }

  return {
    list: async (language: Language): Promise<StaffView[]> => {
      const members = await documents.all(language);
      return views(members.sort(byOrderThenName(language)));
    },

    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      return previewed(found, await views(found));
    },
  };
}

/** Reads the tiers of patrons, by amount, the smallest first. */
export function createTierReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::patreon-tier.patreon-tier', tierColumns);

  const toView = (tier: Localized<typeof tierColumns>): TierView =>
    toTier(tier, tier.patreonTierId === null ? null : context.site.joinUrl(tier.patreonTierId));

  return {
    list: async (language: Language): Promise<TierView[]> =>
      (await documents.all(language, 'ORDER BY d.amount_cents, d.sort_order, d.document_id')).map(toView),

    /** The tiers by documentId, as others name them. */
    async references(language: Language): Promise<Map<string, ReturnType<typeof toReference>>> {
      const tiers = await documents.all(language);
      return new Map(tiers.map((tier) => [tier.documentId, toReference(tier)]));
    },

    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      return previewed(found, found.map(toView));
    },
  };
}

/** Reads the categories of posts, by the name the reader sees. */
export function createCategoryReader(context: ReadContext) {
  const documents = createDocuments(context, 'api::category.category', categoryColumns);
  return {
    list: async (language: Language): Promise<CategoryView[]> => {
      const collator = new Intl.Collator(language);
      return (await documents.all(language))
        .map(toCategory)
        .sort(
          (a, b) =>
            collator.compare(a.name ?? '', b.name ?? '') || a.slug.localeCompare(b.slug, defaultLanguage),
        );
    },

    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      return previewed(found, found.map(toCategory));
    },
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
