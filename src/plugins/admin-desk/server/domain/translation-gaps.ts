import { groupBy } from '../../../../shared/server/group-by';
import { isMissing } from '../../../../shared/server/missing';
import { languages, type Language } from '../../../../shared/server/languages';
import type { LanguageGap, TranslationsAnswer, UntranslatedEntry } from '../../contract/home';

/** An entry that lacks a text in a language, or has texts that are older than the English ones. */
export interface GapRow {
  type: string;
  documentId: string;
  language: Language;
  /** What it is called in English. */
  english: string | null;
  /** The row of the translation; null where there is none. */
  translation: number | null;
  /** Whether it lacks a text that English has. */
  lacks: boolean;
  /** How many entries of the type lack the language. */
  total: number;
}

/** Sorts by language, in the order that the club has them. */
const byLanguage = (one: { language: Language }, other: { language: Language }): number =>
  languages.indexOf(one.language) - languages.indexOf(other.language);

const stateOf = ({ translation, lacks }: GapRow): LanguageGap['state'] => {
  if (translation === null) return 'missing';
  return lacks ? 'incomplete' : 'outdated';
};

/** The entries with all languages that they lack, in the order in which they come first. */
export function byEntry(gaps: readonly GapRow[]): UntranslatedEntry[] {
  const groups = groupBy(gaps, ({ type, documentId }) => `${type} ${documentId}`);
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    return {
      type: first.type,
      documentId: first.documentId,
      title: isMissing(first.english) ? null : first.english,
      languages: rows.map((row) => ({ language: row.language, state: stateOf(row) })).toSorted(byLanguage),
    };
  });
}

/** How many entries lack each language, of all types together. */
export function countsOf(gaps: readonly GapRow[]): TranslationsAnswer['data']['counts'] {
  // Every row tells the total of its type and language.
  const totals = new Map(
    gaps.map(({ type, language, total }) => [`${type} ${language}`, { language, total }]),
  );
  const counts = new Map<Language, number>();
  for (const { language, total } of totals.values())
    counts.set(language, (counts.get(language) ?? 0) + total);
  return [...counts].map(([language, count]) => ({ language, count })).toSorted(byLanguage);
}
