import { z } from 'zod';
import { schemasOf } from '../../../../content/server/services/schemas';
import { defaultLanguage, type Language } from '../../../../../shared/server/languages';
import type { Missing } from '../../../contract/consequences';
import { missingOf } from '../../domain/entry-gaps';
import type { PlannedWrite } from './source';

const rows = z.array(z.record(z.string(), z.unknown()));

/** What a document lacks, as it is edited. @param locales the languages that are published */
export async function readMissing(
  { strapi, uid, action }: PlannedWrite,
  documentId: string,
  locales: readonly Language[],
): Promise<Missing> {
  if (action === 'unpublish' || action === 'delete') return { gaps: [], untranslated: [] };
  const { type: typeOf, hasDrafts } = schemasOf(strapi);
  const type = typeOf(uid);
  const where = { documentId, ...(hasDrafts(uid) && { publishedAt: null }) };
  const populate = Object.entries(type.attributes).flatMap(([name, attribute]): [string, unknown][] => {
    if (name === 'lineUp') return [[name, { populate: { artist: true } }]];
    return attribute.type === 'media' || name === 'location' ? [[name, true]] : [];
  });
  const query = strapi.db.query(uid);
  const english: unknown[] = await query.findMany({
    where: { ...where, locale: defaultLanguage },
    populate: Object.fromEntries(populate),
  });
  const others: unknown[] = await query.findMany({ where: { ...where, locale: { $ne: defaultLanguage } } });
  return missingOf(type, rows.parse([...english, ...others]), locales);
}
