import type { Core, UID } from '@strapi/strapi';
import type { Language } from '../../../../shared/server/languages';
import { likePattern, name } from '../../../../database/sql';
import { fold } from '../../../content/server/domain/fold';
import { genreKey } from '../../../content/server/domain/search-entry';
import { tableOf } from '../../../../database/tables';
import type { Condition } from './documents';

const uid = 'plugin::content.search-entry';

/**
 * Search and sorting by name go over the content plugin's search entries: what the reader sees of a document in each
 * language, with case and accents folded away, so that both databases find and order alike.
 */
export function createSearchEntries(strapi: Core.Strapi) {
  const { table, column } = tableOf(strapi, uid);
  const field = (attribute: string) => `s.${name(column(attribute))}`;

  /** Entries whose attribute contains a folded text; none where it is empty, which every text would contain. */
  const containing = (attribute: string, needle: string): Condition => ({
    where: needle === '' ? '1 = 0' : `${field(attribute)} LIKE ? ESCAPE '!'`,
    bindings: needle === '' ? [] : [likePattern(needle)],
  });

  return {
    sortKey: field('sortKey'),

    /** Of the joined entries, those with a genre, whole. */
    ofGenre: (genre: string): Condition => containing('genres', genreKey(genre)),

    /** Joins each document `d` to its entry in a language; with a needle, only those whose text contains it. */
    matching(type: UID.ContentType, language: Language, needle?: string): Condition {
      return {
        join:
          `JOIN ${name(table)} s ON ${field('uid')} = '${type}' AND ${field('lang')} = '${language}'` +
          ` AND ${field('target')} = d.document_id`,
        ...(needle === undefined ? { where: '1 = 1', bindings: [] } : containing('text', fold(needle))),
      };
    },
  };
}
