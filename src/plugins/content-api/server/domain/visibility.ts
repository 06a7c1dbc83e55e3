import { languages } from '../../../../shared/server/languages';

/** As much of a content type or component as the rules of reading need. */
export interface Model {
  uid: string;
  options?: { draftAndPublish?: boolean };
  pluginOptions?: object;
  attributes: Record<string, Attribute>;
}

export interface Attribute {
  type: string;
  target?: unknown;
  component?: unknown;
  relation?: unknown;
  repeatable?: unknown;
  multiple?: unknown;
  searchable?: boolean;
  private?: boolean;
  pluginOptions?: object;
}

/**
 * What a row must be by itself for readers to know of it, as a `where` of the database layer: published, and in one of the
 * club's languages. Whether its document is public is decided by the English row; see `content`'s `publicEnglish`.
 */
export function visibleWhere({ options, pluginOptions, attributes }: Model): Record<string, unknown> | null {
  const where = {
    ...(options?.draftAndPublish ? { publishedAt: { $notNull: true } } : {}),
    ...(isTranslated({ pluginOptions }) && attributes['locale'] ? { locale: { $in: [...languages] } } : {}),
  };
  return Object.keys(where).length > 0 ? where : null;
}

/** Whether the documents of a type have a row a language. */
export function isTranslated({ pluginOptions }: { pluginOptions?: object | undefined }): boolean {
  if (!pluginOptions || !('i18n' in pluginOptions)) return false;
  const { i18n } = pluginOptions;
  return typeof i18n === 'object' && i18n !== null && 'localized' in i18n && i18n.localized === true;
}
