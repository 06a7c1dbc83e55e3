import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { documentText, namingColumns, quoted } from '../domain/naming';
import type { ClubType } from '../domain/writes';
import { schemasOf } from './schemas';
import { staffLanguage } from './staff-language';

const rowList = z.array(z.record(z.string(), z.unknown()));

/** Names documents for staff. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, type } = schemasOf(strapi);

  /**
   * The name of a document, in quotes, or what it is if it has none; its id if it is gone.
   *
   * @param locale of the list that staff see: its name there comes first
   */
  return async function documentName(uid: ClubType, documentId: string, locale: unknown): Promise<string> {
    const language = staffLanguage(strapi);
    const select = namingColumns(attributesOf(uid));
    const found: unknown = await strapi.db
      .query(uid)
      .findMany({ select, where: { documentId }, orderBy: 'id' });
    const rows = rowList.parse(found);
    return rows.length > 0 ? documentText(rows, type(uid), language, locale) : quoted(documentId, language);
  };
};
