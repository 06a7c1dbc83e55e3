import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { gateOf, type Gate } from '../../../content/server/domain/public';
import { lockOf, requirementOf } from '../domain/gate';
import { toOffer, type Offer, type TierOnOffer } from '../domain/offer';
import type { Viewer } from './viewers';

/** What an entry of a gated type tells everybody, besides its open fields. */
export interface EntryLock {
  locked: boolean;
  minimum_tier: Offer['minimum_tier'];
  /** How to get in; null if it is open to this reader. */
  offer: Offer | null;
}

const tierUid = 'api::patreon-tier.patreon-tier';

const localized = z.looseObject({ documentId: z.string(), locale: z.string() });
const tierRow = localized.extend({
  slug: z.string().nullable(),
  name: z.string().nullable(),
  amountCents: z.coerce.number(),
  currency: z.string(),
  patreonTierId: z.string().nullable(),
});
type Localized = z.infer<typeof localized>;

/** The English rows, each with its translation. */
function byLanguage<Row extends Localized>(
  rows: readonly Row[],
  language: Language,
): [Row, Row | undefined][] {
  return rows
    .filter(({ locale }) => locale === defaultLanguage)
    .map((english) => [
      english,
      rows.find(({ documentId, locale }) => documentId === english.documentId && locale === language),
    ]);
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** How to unlock entries, for REST and GraphQL; `/api/v1` reads the same with its own queries. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  async function tiersIn(language: Language): Promise<TierOnOffer[]> {
    const found: unknown = await strapi.db.query(tierUid).findMany({
      where: { locale: { $in: [defaultLanguage, language] } },
    });
    return byLanguage(z.array(tierRow).parse(found), language).map(([english, translated]) => ({
      ...english,
      name: translated?.name || english.name,
    }));
  }

  /** The published rows, in English and in the reader's language, by which `lockedAmong` decides, too. */
  async function entriesIn(
    uid: UID.ContentType,
    gate: Gate,
    documentIds: readonly string[],
    language: Language,
  ) {
    const { attributes, options } = strapi.contentType(uid);
    const found: unknown = await strapi.db.query(uid).findMany({
      where: {
        documentId: { $in: [...new Set(documentIds)] },
        locale: { $in: [defaultLanguage, language] },
        ...(options.draftAndPublish ? { publishedAt: { $notNull: true } } : {}),
      },
      select: ['documentId', 'locale', ...('lockedText' in attributes ? ['lockedText'] : [])],
      populate: { [gate.tier]: { select: ['documentId', 'amountCents', 'currency'] } },
    });
    return byLanguage(z.array(localized).parse(found), language);
  }

  return {
    /** What entries of a gated type tell a viewer, by documentId: a constant number of queries. */
    async of(
      uid: UID.ContentType,
      documentIds: readonly string[],
      { viewer, language }: { viewer: Viewer; language: Language },
    ): Promise<Map<string, EntryLock>> {
      const gate = gateOf(strapi.contentType(uid));
      if (!gate || documentIds.length === 0) return new Map();
      const [entries, tiers, access] = await Promise.all([
        entriesIn(uid, gate, documentIds, language),
        tiersIn(language),
        viewer.access(),
      ]);
      return new Map(
        entries.map(([english, translated]): [string, EntryLock] => {
          const requirement = requirementOf(gate, english);
          const lockedText = textOf(translated?.['lockedText']) ?? textOf(english['lockedText']);
          const offered =
            requirement && toOffer({ requirement, tiers, lockedText, unlocks: gate.fields }, language);
          const locked = lockOf(requirement, access) !== null;
          return [
            english.documentId,
            { locked, minimum_tier: offered?.minimum_tier ?? null, offer: locked ? offered : null },
          ];
        }),
      );
    },
  };
};
