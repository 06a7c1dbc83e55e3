import type { Language } from '../../contract/language';
import { text } from '../../domain/columns';
import { createDocuments } from '../documents';
import type { ReaderContext } from '.';

export function createTextReader({ strapi, database }: ReaderContext) {
  const documents = createDocuments(strapi, 'api::ui-text.ui-text', { key: text, text });

  return {
    /** The frontend's texts, by key; those without any text are left out. */
    async all(language: Language): Promise<Record<string, string>> {
      const rows = await database.all(
        `${documents.select(language)} WHERE ${documents.isPublic} ORDER BY d.\`key\``,
        [],
      );
      const entries = rows.map((row) => documents.read(row, language));
      return Object.fromEntries(
        entries.flatMap((entry) => (entry.key && entry.text ? [[entry.key, entry.text]] : [])),
      );
    },
  };
}
