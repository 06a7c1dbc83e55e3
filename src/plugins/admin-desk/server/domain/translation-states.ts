import { defaultLanguage, languages } from '../../../../shared/server/languages';
import { isMissing } from '../../../../shared/server/missing';
import type { Translation } from '../../contract/entry';

type Row = Readonly<Record<string, unknown>>;

/**
 * How each translation of a document compares with its English.
 *
 * @param rows as staff edit them, one a language, with a date as `updatedAt`
 * @param texts the attributes to compare
 * @param changedAt when the public English texts last changed; null if they never did
 */
export function translationStates(
  rows: readonly Row[],
  texts: readonly string[],
  changedAt: Date | null,
): Translation[] {
  const rowIn = (language: string): Row | undefined => rows.find(({ locale }) => locale === language);
  const english = rowIn(defaultLanguage) ?? {};
  const written = texts.filter((name) => !isMissing(english[name]));

  return languages
    .filter((language) => language !== defaultLanguage)
    .map((language): Translation => {
      const row = rowIn(language);
      if (!row) return { language, state: 'absent', missing: [] };
      const missing = written.filter((name) => isMissing(row[name]));
      if (missing.length > 0) return { language, state: 'incomplete', missing };
      const savedAt = row['updatedAt'];
      const isOutdated = changedAt !== null && savedAt instanceof Date && changedAt > savedAt;
      return { language, state: isOutdated ? 'outdated' : 'complete', missing };
    });
}
