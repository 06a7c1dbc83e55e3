import { z } from 'zod';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';

/** The parts of a content type that decide what is public. */
export interface PublicType {
  uid: string;
  options?: { draftAndPublish?: boolean } | undefined;
  attributes: Readonly<Record<string, { type: string } | undefined>>;
}

/** Whether staff can switch documents of this type off. */
export const hasSwitch = ({ attributes }: PublicType): boolean => attributes['isActive']?.type === 'boolean';

/**
 * WHAT IS PUBLIC: a document whose English row is published, active if the type has `isActive`, and not dated ahead if it has
 * a publication date. English decides for all languages, so unpublishing or deactivating it takes effect in all of them at
 * once.
 *
 * @param now null to include what is dated ahead, for what is prepared in advance
 * @returns the condition on the English row, as a `where` of the database layer
 */
export function publicEnglish(type: PublicType, now: Date | null): Record<string, unknown> {
  const date = publicationDate(type.uid);
  return {
    locale: defaultLanguage,
    publishedAt: { $notNull: true },
    ...(hasSwitch(type) && { isActive: true }),
    ...(date !== undefined && now && { [date]: { $lte: now.toISOString() } }),
  };
}

/**
 * `publicEnglish` as SQL for the row `alias`, a table alias chosen by the code.
 *
 * @param now the present as SQL: `currentTimeSql`
 */
export function publicEnglishSql(type: PublicType, alias: string, now: string): string {
  const date = publicationDate(type.uid);
  const isActive = hasSwitch(type) ? ` AND ${alias}.is_active = 1` : '';
  const isDue = date === undefined ? '' : ` AND ${alias}.${date} <= ${now}`;
  return `${alias}.locale = '${defaultLanguage}' AND ${alias}.published_at IS NOT NULL${isActive}${isDue}`;
}

/**
 * The counterpart of `publicEnglishSql` for what staff have saved: the row `alias` is the English draft, or the only English row
 * of a type without drafts.
 */
export function savedEnglishSql({ options }: PublicType, alias: string): string {
  const isDraft = options?.draftAndPublish === true ? ` AND ${alias}.published_at IS NULL` : '';
  return `${alias}.locale = '${defaultLanguage}'${isDraft}`;
}

/**
 * Whether a row that has been read, with all its own columns, makes its document public: `publicEnglish` of it, except that
 * what is dated ahead counts.
 */
export const isPublicEnglish = (type: PublicType, row: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(publicEnglish(type, null)).every(([column, wanted]) =>
    typeof wanted === 'object' ? (row[column] ?? null) !== null : row[column] === wanted,
  );

/**
 * The languages in which readers see a document: those that are published, while the English row makes it public. What is dated
 * ahead counts.
 *
 * @param rows the document's rows in all languages, with all their own columns
 */
export const publicLanguages = (
  type: PublicType,
  rows: readonly Readonly<Record<string, unknown>>[],
): Language[] =>
  rows.some((row) => isPublicEnglish(type, row))
    ? languages.filter((language) =>
        rows.some(({ locale, publishedAt }) => locale === language && (publishedAt ?? null) !== null),
      )
    : [];

const gateDeclaration = z.object({
  tier: z.string(),
  fields: z.array(z.string()).min(1),
  whole: z.boolean().default(false),
});

/** The declaration in a content type's schema, `pluginOptions.patreon.gate`. */
export interface Gate {
  /** The relation to the lowest tier that opens the gate. */
  tier: string;
  fields: readonly string[];
  /** Whether every document of the type is gated, even without a tier. */
  whole: boolean;
}

/**
 * The gate of a type; null if all its attributes are public.
 *
 * @throws ZodError if the declaration is malformed: a failing start is better than an open gate
 */
export function gateOf({ pluginOptions = {} }: { pluginOptions?: object | undefined }): Gate | null {
  const patreon = 'patreon' in pluginOptions ? pluginOptions.patreon : undefined;
  if (typeof patreon !== 'object' || patreon === null || !('gate' in patreon)) return null;
  return gateDeclaration.parse(patreon.gate);
}

/**
 * Whether a row's gated fields need a tier. A row that was read without its tier counts as gated: only a null tier opens it.
 *
 * Pass the row of the default language: translations have no tier if the tier itself is not translated.
 */
export const isGated = (gate: Gate, row: Readonly<Record<string, unknown>>): boolean =>
  gate.whole || row[gate.tier] !== null;

/** The attribute with the publication date, set at the first publication if it is empty. */
const publicationDates: Readonly<Record<string, string>> = { 'api::post.post': 'date' };

export const publicationDate = (uid: string): string | undefined => publicationDates[uid];
