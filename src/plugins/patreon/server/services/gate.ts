import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { gateOf } from '../../../content/server/domain/public';
import { mayRead } from '../domain/gate';
import { createViewers, type Viewer } from './viewers';

const rows = z.array(z.looseObject({ documentId: z.string() }));

/** Decides who may read gated content, for all entry points. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The viewer of a request; null for visitors. */
  viewer: createViewers(strapi),

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
    const access = await viewer.access();
    const open = rows.parse(deciding).filter((row) => mayRead(gate, row, access));
    const openIds = new Set(open.map(({ documentId }) => documentId));
    return new Set(documentIds.filter((documentId) => !openIds.has(documentId)));
  },
});
