import { contentServices } from '../../../../content/server/services';
import type { Consequence } from '../../../contract/consequences';
import { named } from '../../domain/consequences';
import { readAudience } from '../audience';
import type { ConsequenceSource } from './source';

/** In which languages readers see a document, from when on, who reads what is behind a tier, and which entries lose it. */
export const visibility: ConsequenceSource = async (write) => {
  const { strapi, uid, documentId, now } = write;
  const before = await readAudience(strapi, uid, documentId);
  const isShown = before.languages.length > 0;
  const users =
    documentId !== null && isShown ? await contentServices(strapi).inUse.shownBy(uid, documentId) : [];

  return async (written) => {
    const after = await readAudience(strapi, uid, written);
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
