import { isMissing } from '../../../../shared/server/missing';
import { isLocalized } from '../../../content/contract/localized';
import type { Attribute } from './visibility';

export type Row = Record<string, unknown>;

/** The rows in a result of the database layer, which is typed any: a list, one row, or nothing. */
export function rowsOf(found: unknown): Row[] {
  const rows: unknown[] = Array.isArray(found) ? found : [found];
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}

/** The translated attributes that a row itself stores: no relations, media or components. */
export function translatedAttributes(attributes: Record<string, Attribute>): string[] {
  return Object.entries(attributes)
    .filter(([, attribute]) => isLocalized(attribute) && !stored.has(attribute.type))
    .map(([name]) => name);
}

/** Types of attributes that are stored in other tables. */
const stored = new Set(['relation', 'media', 'component', 'dynamiczone']);

/**
 * A row of the fallback language with its translation applied: each translated attribute that the row has, unless it is
 * empty in the translation; `locale` becomes the translation's.
 *
 * @param translated the translated attributes
 */
export function applyTranslation(row: Row, translation: Row | undefined, translated: readonly string[]): Row {
  if (!translation) return row;
  const result = { ...row };
  for (const name of [...translated, 'locale']) {
    if (name in row && !isMissing(translation[name])) result[name] = translation[name];
  }
  return result;
}
