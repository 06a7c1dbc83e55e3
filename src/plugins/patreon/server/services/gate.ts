import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { gateOf } from '../../../content/server/domain/public';
import { mayRead, nonPatron, type Viewer } from '../domain/gate';

const rows = z.array(z.looseObject({ documentId: z.string() }));

/** Decides who may read gated content, for all entry points. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * The viewer of a request. This is the only place that will know patrons.
   *
   * @param _member the signed-in member, null for visitors
   */
  async viewer(_member: { documentId: string } | null): Promise<Viewer> {
    return nonPatron;
  },

  /**
   * The documents whose gated fields a viewer may not read, in one query. The published row in the default language decides,
   * since translations have no tier if the tier itself is not translated; a document without such a row is closed.
   */
  async lockedAmong(
    uid: UID.ContentType,
    documentIds: readonly string[],
    viewer: Viewer,
  ): Promise<Set<string>> {
    const contentType = strapi.contentType(uid);
    const gate = gateOf(contentType);
    if (!gate || documentIds.length === 0) return new Set();
    const deciding: unknown = await strapi.db.query(uid).findMany({
      where: {
        documentId: { $in: [...new Set(documentIds)] },
        locale: defaultLanguage,
        ...(contentType.options.draftAndPublish ? { publishedAt: { $notNull: true } } : {}),
      },
      select: ['documentId'],
      populate: { [gate.tier]: true },
    });
    const open = rows.parse(deciding).filter((row) => mayRead(gate, row, viewer));
    const openIds = new Set(open.map(({ documentId }) => documentId));
    return new Set(documentIds.filter((documentId) => !openIds.has(documentId)));
  },
});
