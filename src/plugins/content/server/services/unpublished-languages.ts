import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import type { ClubType } from '../domain/writes';
import { createDocumentRecords } from './document-records';

const rowList = z.array(
  z.object({ locale: z.string(), updatedAt: z.coerce.date(), publishedAt: z.unknown() }),
);
type Row = z.infer<typeof rowList>[number];
const unpublished = z.array(z.object({ locale: z.string(), updatedAt: z.coerce.date() }));
/** Strapi's types lack this method for types that may have no drafts. */
const publishing = z.custom<(params: { documentId: string; locale: string }) => Promise<unknown>>(
  (value) => typeof value === 'function',
);

/**
 * Unpublishing English unpublishes every language, so publishing it again restores the translations that were public. A
 * translation with unpublished changes, older or newer, stays a draft: it may be unfinished.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  // The name of the records in existing databases.
  const records = createDocumentRecords(strapi, 'withdrawn-languages', unpublished);

  async function translations(uid: ClubType, documentId: string): Promise<Row[]> {
    const found: unknown = await strapi.db.query(uid).findMany({
      select: ['locale', 'updatedAt', 'publishedAt'],
      where: { documentId, locale: { $ne: defaultLanguage } },
    });
    return rowList.parse(found);
  }

  return {
    /** Call before a document is unpublished: records which public translations have no unpublished changes. */
    async record(uid: ClubType, documentId: string): Promise<void> {
      const rows = await translations(uid, documentId);
      const unchanged = rows
        .filter(({ publishedAt }) => publishedAt === null)
        .filter((draft) =>
          rows.some(
            (row) =>
              row.publishedAt !== null && row.locale === draft.locale && row.updatedAt >= draft.updatedAt,
          ),
        );
      if (unchanged.length === 0) return;
      const value = unchanged.map(({ locale, updatedAt }) => ({ locale, updatedAt }));
      await records.write(uid, [documentId], new Map([[documentId, value]]));
    },

    /**
     * Call after English was published: publishes the translations that were unpublished with it and have not been edited
     * since.
     */
    async restore(uid: ClubType, documentId: string): Promise<void> {
      const recorded = await records.read(uid, documentId);
      if (!recorded) return;
      await records.remove(uid, [documentId]);
      const drafts = (await translations(uid, documentId)).filter(({ publishedAt }) => publishedAt === null);
      const locales = recorded
        .filter((record) =>
          drafts.some(
            (draft) =>
              draft.locale === record.locale && draft.updatedAt.getTime() === record.updatedAt.getTime(),
          ),
        )
        .map((record) => record.locale);
      // Calls all middlewares, like a publication by a person.
      const publish = publishing.parse(Reflect.get(strapi.documents(uid), 'publish'));
      for (const locale of locales)
        await publish({ documentId, locale }).catch((error: unknown) => {
          // Rules may be newer than the translation; English is published all the same.
          if (!(error instanceof errors.ApplicationError)) throw error;
          strapi.log.warn(`${uid} ${documentId} stays a draft in '${locale}': ${String(error.message)}`);
        });
    },

    /** Call after documents were deleted, or written in all their languages. */
    forget: (uid: ClubType, documentIds: readonly string[]): Promise<void> =>
      records.remove(uid, documentIds),
  };
};
