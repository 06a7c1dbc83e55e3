import { z } from 'zod';
import { defaultLanguage } from '../../../../../shared/server/languages';
import { gateOf, isGated, publicationDate, publicLanguages } from '../../../../content/server/domain/public';
import { contentServices } from '../../../../content/server/services';
import { schemasOf } from '../../../../content/server/services/schemas';
import type { Consequence } from '../../../contract/consequences';
import { named } from '../../domain/consequences';
import type { ConsequenceSource, PlannedWrite } from './source';

const rows = z.array(z.record(z.string(), z.unknown()));
const tierName = z.object({ name: z.string().nullish(), slug: z.string().nullish() }).nullish();
const date = z.coerce.date();

/** What readers of the website see of a document. */
async function shownOf({ strapi, uid }: PlannedWrite, documentId: string | null) {
  const type = schemasOf(strapi).type(uid);
  const gate = gateOf(type);
  const found =
    documentId === null
      ? []
      : rows.parse(
          await strapi.db.query(uid).findMany({
            where: { documentId },
            ...(gate && { populate: { [gate.tier]: true } }),
          }),
        );
  const english = found.find(({ locale, publishedAt }) => locale === defaultLanguage && publishedAt !== null);
  const day = publicationDate(uid);
  const tier = gate && english && isGated(gate, english) ? tierName.parse(english[gate.tier]) : null;
  return {
    languages: publicLanguages(type, found),
    from: day === undefined || !english ? null : date.parse(english[day]),
    isGated: Boolean(gate && english && isGated(gate, english)),
    tier: tier?.name ?? tier?.slug ?? null,
  };
}

/** In which languages readers see a document, from when on, who reads what is behind a tier, and which entries lose it. */
export const visibility: ConsequenceSource = async (write) => {
  const { strapi, uid, documentId, now } = write;
  const before = await shownOf(write, documentId);
  const isShown = before.languages.length > 0;
  const users =
    documentId !== null && isShown ? await contentServices(strapi).inUse.shownBy(uid, documentId) : [];

  return async (written) => {
    const after = await shownOf(write, written);
    const consequences: Consequence[] = [];
    const from = after.from !== null && after.from > now ? after.from.toISOString() : null;
    const isNew = !isShown && after.languages.length > 0;
    if (before.languages.join() !== after.languages.join())
      consequences.push({
        kind: 'visibility',
        before: before.languages,
        after: after.languages,
        from: isNew ? from : null,
      });
    const { isGated: isClosed, tier } = after;
    if (
      isNew ? isClosed : after.languages.length > 0 && (isClosed !== before.isGated || tier !== before.tier)
    )
      consequences.push({ kind: 'gate', isOpen: !isClosed, tier });
    if (after.languages.length === 0)
      for (const { word, names } of users)
        consequences.push({ kind: 'uses', type: word, entries: named(names) });
    return consequences;
  };
};
