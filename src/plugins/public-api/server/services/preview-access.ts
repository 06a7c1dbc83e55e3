import type { Core, UID } from '@strapi/strapi';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';
import { contentServices } from '../../../content/server/services';

/** What of a preview a member of staff may read. */
export interface PreviewAccess {
  /** The languages; none where English, which stands in for all others, may not be read. */
  languages: Language[];
  /** The fields in English that they may not read. */
  unreadable: string[];
}

/**
 * What a member of staff may read of an entry's preview. A preview is given as a whole or not at all: without a field of a type it
 * would not show what readers will see.
 *
 * @param state of a request of the panel
 * @returns null for whoever may not read the entry
 */
export async function previewAccess(
  strapi: Core.Strapi,
  state: object,
  { uid, documentId, fields }: { uid: UID.ContentType; documentId: string; fields: readonly string[] },
): Promise<PreviewAccess | null> {
  const { documentAccess } = contentServices(strapi);
  if (!(await documentAccess.mayRead(state, uid, documentId))) return null;
  const barred = await documentAccess.unreadableFields(state, uid, { documentId, languages }, fields);
  const unreadable = barred.get(defaultLanguage) ?? [];
  return {
    unreadable,
    languages:
      unreadable.length > 0 ? [] : languages.filter((language) => barred.get(language)?.length === 0),
  };
}
