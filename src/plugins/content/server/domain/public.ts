import { defaultLanguage } from './languages';

/** As much of a content type as tells what of it is public. */
export interface PublicType {
  options?: { draftAndPublish?: boolean } | undefined;
  attributes: Readonly<Record<string, { type: string } | undefined>>;
}

/** Whether staff can switch documents of this type off. */
export const hasSwitch = ({ attributes }: PublicType): boolean => attributes['isActive']?.type === 'boolean';

/**
 * WHAT IS PUBLIC: a document whose English row is published and, where the type can be switched off, active. English decides
 * for every language, so that what is withdrawn or switched off there is so at once in all of them.
 *
 * @returns the condition on the English row, as a `where` of the database layer
 */
export function publicEnglish(type: PublicType): Record<string, unknown> {
  return {
    locale: defaultLanguage,
    publishedAt: { $notNull: true },
    ...(hasSwitch(type) && { isActive: true }),
  };
}

/** `publicEnglish` as SQL, on the row called `alias`: a table's alias, a word of the code's own. */
export function publicEnglishSql(type: PublicType, alias: string): string {
  const isActive = hasSwitch(type) ? ` AND ${alias}.is_active = 1` : '';
  return `${alias}.locale = '${defaultLanguage}' AND ${alias}.published_at IS NOT NULL${isActive}`;
}
