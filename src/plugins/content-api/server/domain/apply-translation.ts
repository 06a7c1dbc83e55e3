import { isMissing } from '../../../../shared/server/missing';
import { isLocalizedType } from '../../../content/server/domain/schema';
import type { Attribute } from './visibility';

export type Row = Record<string, unknown>;

/** The rows of what the database layer answers, which is typed any: a list, one row, or nothing. */
export function rowsOf(found: unknown): Row[] {
  const rows: unknown[] = Array.isArray(found) ? found : [found];
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}

/** The attributes of a type that are translated and that a row holds itself: no relations, media or components. */
export function translatedAttributes(attributes: Record<string, Attribute>): string[] {
  return Object.entries(attributes)
    .filter(([, { type, pluginOptions }]) => isLocalizedType({ pluginOptions }) && !stored.has(type))
    .map(([name]) => name);
}

/** What is kept in other tables. */
const stored = new Set(['relation', 'media', 'component', 'dynamiczone']);

/**
 * A row of the fallback language as a reader of another language gets it: each translated attribute from the
 * translation, unless it is empty there. Nothing is added that was not asked for; `locale` becomes the translation's.
 *
 * @param translated the attributes that may differ between languages
 */
export function applyTranslation(row: Row, translation: Row | undefined, translated: readonly string[]): Row {
  if (!translation) return row;
  const result = { ...row };
  for (const name of [...translated, 'locale']) {
    if (name in row && !isMissing(translation[name])) result[name] = translation[name];
  }
  return result;
}
