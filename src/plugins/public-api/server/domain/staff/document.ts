import { z } from 'zod';
import { groupBy } from '../../../../../shared/server/group-by';
import { defaultLanguage } from '../../../../../shared/server/languages';
import {
  publicationStatus,
  type PublicationStatus,
} from '../../../../admin-desk/server/domain/publication-status';
import { answerOf, type Fields } from './fields';
import { translationLanguages } from './schemas';

const versionRow = z.looseObject({
  documentId: z.string(),
  locale: z.string(),
  publishedAt: z.unknown(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
/** A row of a document: a language of it, as it is edited or as it is published. */
export type VersionRow = z.infer<typeof versionRow>;
export const versionRows = z.array(versionRow);

interface Versions {
  saved: VersionRow[];
  published: VersionRow[];
}

/** @param hasDrafts of a type without drafts, every row is public as soon as it is saved */
function versionsOf(rows: readonly VersionRow[], hasDrafts: boolean): Versions {
  if (!hasDrafts) return { saved: [...rows], published: [...rows] };
  const byState = groupBy(rows, ({ publishedAt }) => publishedAt !== null);
  return { saved: byState.get(false) ?? [], published: byState.get(true) ?? [] };
}

const inLanguage = (rows: readonly VersionRow[], language: string): VersionRow | undefined =>
  rows.find(({ locale }) => locale === language);

/** English decides what is public; a change in any language is one that readers do not see yet. */
function stateOf({ saved, published }: Versions): PublicationStatus {
  if (!inLanguage(published, defaultLanguage)) return 'draft';
  const states = saved.map(({ locale, updatedAt }) =>
    publicationStatus(updatedAt, inLanguage(published, locale)?.updatedAt ?? null),
  );
  return states.every((state) => state === 'published') ? 'published' : 'modified';
}

interface Shape {
  fields: Fields;
  translated: Fields;
  hasDrafts: boolean;
  baseUrl: string;
}

/** A document as the staff API answers it. @param english the edited row, populated @param versions all its rows */
export function toStaffDocument(
  english: VersionRow,
  versions: readonly VersionRow[],
  { fields, translated, hasDrafts, baseUrl }: Shape,
): Record<string, unknown> {
  const { saved, published } = versionsOf(versions, hasDrafts);
  const translations = translationLanguages.map(
    (language) => [language, inLanguage(saved, language)] as const,
  );
  const changed = saved.map(({ updatedAt }) => updatedAt.getTime());
  return {
    id: english.documentId,
    ...answerOf(fields, english, baseUrl),
    state: stateOf({ saved, published }),
    translations: Object.fromEntries(
      translations.map(([language, row]) => [language, row ? answerOf(translated, row, baseUrl) : null]),
    ),
    missing_translations: translations.flatMap(([language, row]) => (row ? [] : [language])),
    created_at: english.createdAt.toISOString(),
    updated_at: new Date(Math.max(english.updatedAt.getTime(), ...changed)).toISOString(),
  };
}
