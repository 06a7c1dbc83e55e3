import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isLocalized } from '../../../content/contract/localized';
import type { ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import type { EntryAnswer } from '../../contract/entry';
import { translatedTexts } from '../domain/entry-gaps';
import { translationStates } from '../domain/translation-states';
import { patreonFiles } from '../../../patreon/server/services/files';
import { readAudience } from './audience';
import { textChangeUid } from './text-changes';

const rows = z.array(z.looseObject({ updatedAt: z.coerce.date() }));
const change = z.object({ changedAt: z.coerce.date() }).nullable();

/** What the panels beside an entry show: who reads it, and how its translations are. Three queries. */
export function createEntries({ strapi }: { strapi: Core.Strapi }) {
  const { type: typeOf, hasDrafts } = schemasOf(strapi);

  return async function entry(uid: ClubType, documentId: string, now: Date): Promise<EntryAnswer['data']> {
    const type = typeOf(uid);
    const texts = isLocalized(type) ? translatedTexts(type.attributes) : [];
    const { from, ...audience } = await readAudience(strapi, uid, documentId);
    const where = { documentId, ...(hasDrafts(uid) && { publishedAt: null }) };
    const select = ['locale', 'updatedAt', ...texts];
    const found = rows.parse(await strapi.db.query(uid).findMany({ select, where }));
    const changed = change.parse(
      await strapi.db.query(textChangeUid).findOne({ where: { uid, target: documentId } }),
    );
    return {
      audience: {
        ...audience,
        sharedFiles: audience.isGated
          ? await patreonFiles(strapi).candidates.sharedNames(uid, documentId)
          : [],
        from: from !== null && from > now ? from.toISOString() : null,
      },
      translations: texts.length > 0 ? translationStates(found, texts, changed?.changedAt ?? null) : [],
      texts,
    };
  };
}
