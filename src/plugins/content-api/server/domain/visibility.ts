import { languages } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';

/** The parts of a content type or component that the rules of reading need. */
export interface Model {
  uid: string;
  options?: { draftAndPublish?: boolean };
  pluginOptions?: object;
  attributes: Record<string, Attribute>;
}

export type ModelOf = (uid: string) => Model | undefined;

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
 * The condition for rows that readers may see, as a `where` of the database layer: published, and in one of the club's
 * languages. Whether the document is public depends on the English row; see `content`'s `publicEnglish`.
 */
export function visibleWhere({ options, pluginOptions, attributes }: Model): Record<string, unknown> | null {
  const where = {
    ...(options?.draftAndPublish ? { publishedAt: { $notNull: true } } : {}),
    ...(isLocalized({ pluginOptions }) && attributes['locale'] ? { locale: { $in: [...languages] } } : {}),
  };
  return Object.keys(where).length > 0 ? where : null;
}
