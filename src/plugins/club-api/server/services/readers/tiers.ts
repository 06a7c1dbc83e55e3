import type { Language } from '../../contract/language';
import type { TierView } from '../../contract/blog';
import { tierColumns, tierView } from '../../domain/views/post';
import { createDocuments } from '../documents';
import type { ReaderContext } from '.';

export function createTierReader({ strapi, database, site }: ReaderContext) {
  const documents = createDocuments(strapi, 'api::patreon-tier.patreon-tier', tierColumns);

  return {
    /** By amount, the smallest first. */
    async list(language: Language): Promise<TierView[]> {
      const rows = await database.all(
        `${documents.select(language)} WHERE ${documents.isPublic} ORDER BY d.amount_cents, d.sort_order, d.document_id`,
        [],
      );
      return rows.map((row) => {
        const tier = documents.read(row, language);
        return tierView(tier, tier.patreonTierId === null ? null : site.joinUrl(tier.patreonTierId));
      });
    },
  };
}
