import type { Language } from '../contract/language';
import type { Columns, Localized } from '../domain/overlay';
import type { ReadDatabase } from './database';
import type { Documents } from './documents';

/** The public document of a slug, or none: a list, since what is read further is read of lists. */
export async function readBySlug<Of extends Columns>(
  database: ReadDatabase,
  documents: Documents<Of>,
  slug: string,
  language: Language,
): Promise<Localized<Of>[]> {
  const rows = await database.all(
    `${documents.select(language)} WHERE d.slug = ? AND ${documents.isPublic} LIMIT 1`,
    [slug],
  );
  return rows.map((row) => documents.read(row, language));
}

/** Whether a public document has this slug. */
export async function slugExists(
  database: ReadDatabase,
  documents: Documents<Columns>,
  slug: string,
): Promise<boolean> {
  const rows = await database.all(
    `SELECT 1 AS found FROM \`${documents.table}\` d WHERE d.slug = ? AND ${documents.isPublic} LIMIT 1`,
    [slug],
  );
  return rows.length > 0;
}
