import type { Language } from '../../../../../shared/server/languages';
import { text } from '../../domain/columns';
import { createDocuments, readAll } from '../documents';
import type { ReadContext } from '../reads';

export function createTextReader({ strapi, database }: ReadContext) {
  const documents = createDocuments(strapi, 'api::ui-text.ui-text', { key: text, text });

  return {
    /** The frontend's texts, by key; those without any text are left out. */
    async all(language: Language): Promise<Record<string, string>> {
      const entries = await readAll(database, documents, language, 'ORDER BY d.`key`');
      return Object.fromEntries(
        entries.flatMap((entry) => (entry.key && entry.text ? [[entry.key, entry.text]] : [])),
      );
    },
  };
}
