import type { Core, UID } from '@strapi/strapi';
import type { Language } from '../contract/language';
import { likePattern, name } from '../domain/sql';
import { fold } from '../../../content/server/domain/fold';
import { tableOf } from './documents';
import type { Condition } from './page-query';

const uid = 'plugin::content.search-entry';

/**
 * Search and sorting by name go over the content plugin's search entries: what the reader sees of a document in each
 * language, with case and accents folded away, so that both databases find and order alike.
 */
export function createSearchEntries(strapi: Core.Strapi) {
  const { table, column } = tableOf(strapi, uid);
  const field = (attribute: string) => `s.${name(column(attribute))}`;

  return {
    sortKey: field('sortKey'),

    /** Joins each document `d` to its entry in a language; with a needle, only those whose text contains it. */
    matching(type: UID.ContentType, language: Language, needle?: string): Condition {
      return {
        join:
          `JOIN ${name(table)} s ON ${field('uid')} = '${type}' AND ${field('lang')} = '${language}'` +
          ` AND ${field('target')} = d.document_id`,
        where: needle === undefined ? '1 = 1' : `${field('text')} LIKE ? ESCAPE '!'`,
        bindings: needle === undefined ? [] : [likePattern(fold(needle))],
      };
    },
  };
}
export type SearchEntries = ReturnType<typeof createSearchEntries>;
