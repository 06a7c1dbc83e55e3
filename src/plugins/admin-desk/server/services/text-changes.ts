import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import type { ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { changedTexts, type EnglishTexts } from '../domain/text-changes';

export const textChangeUid = 'plugin::admin-desk.text-change';

const rowList = z.array(z.looseObject({ documentId: z.string(), updatedAt: z.coerce.date() }));

/**
 * Records when the English texts that readers see last changed. A row's `updatedAt` does not tell: it also covers what all
 * languages share, and a new cover makes no translation outdated.
 */
export function createTextChanges({ strapi }: { strapi: Core.Strapi }) {
  const { attributesOf } = schemasOf(strapi);

  async function publicTexts(uid: ClubType, documentIds: readonly string[]): Promise<EnglishTexts[]> {
    if (documentIds.length === 0) return [];
    const names = Object.entries(attributesOf(uid)).flatMap(([name, attribute]) =>
      isLocalized(attribute) ? [name] : [],
    );
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['documentId', 'updatedAt', ...names],
      where: {
        documentId: { $in: [...documentIds] },
        locale: defaultLanguage,
        publishedAt: { $notNull: true },
      },
    });
    return rowList.parse(rows).map(({ documentId, updatedAt, ...row }) => ({
      documentId,
      updatedAt,
      texts: Object.fromEntries(names.map((name) => [name, row[name]])),
    }));
  }

  async function record(uid: ClubType, changed: readonly EnglishTexts[]): Promise<void> {
    if (changed.length === 0) return;
    const query = strapi.db.query(textChangeUid);
    await query.deleteMany({
      where: { uid, target: { $in: changed.map(({ documentId }) => documentId) } },
    });
    // As the English row is dated: an import writes translations at the same moment, which are not older then.
    await query.createMany({
      data: changed.map(({ documentId, updatedAt }) => ({
        uid,
        target: documentId,
        changedAt: updatedAt.toISOString(),
      })),
    });
  }

  return {
    /** Does a write, and records which of these documents it changed in English. In the caller's transaction. */
    async during<Result>(
      uid: ClubType,
      documentIds: readonly string[],
      write: () => Promise<Result>,
    ): Promise<Result> {
      const before = await publicTexts(uid, documentIds);
      const result = await write();
      // Nothing changes that was not public.
      const after = await publicTexts(
        uid,
        before.map(({ documentId }) => documentId),
      );
      await record(uid, changedTexts(before, after));
      return result;
    },
  };
}
