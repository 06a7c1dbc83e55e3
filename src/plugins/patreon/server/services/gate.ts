import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../content/server/domain/languages';
import { gateOf, mayRead, nobody, type Gate, type Viewer } from '../domain/gate';

const rows = z.array(z.looseObject({ documentId: z.string() }));

/** The club's one answer to who may read what is behind a tier. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Who is asking. Every door asks here, so this is the one place that will know patrons.
   *
   * @param _state the request's `ctx.state`, which has the member
   */
  viewer(_state: unknown): Viewer {
    return nobody;
  },

  /** The gate of a content type, or null. */
  of(uid: string): Gate | null {
    const contentType = Object.hasOwn(strapi.contentTypes, uid)
      ? strapi.contentType(uid as UID.ContentType)
      : null;
    return contentType ? gateOf(contentType) : null;
  },

  /** Whether a viewer sees the gated fields of a row; see `isGated` for what the row must have. */
  mayRead(gate: Gate | null, row: Readonly<Record<string, unknown>>, viewer = nobody): boolean {
    return gate === null || mayRead(gate, row, viewer);
  },

  /**
   * Which of these documents a viewer does not see the gated fields of; one query. The published row in the default
   * language decides, since a translation has no tier where the tier is not translated; a document without such a row
   * is closed.
   */
  async lockedAmong(
    uid: UID.ContentType,
    documentIds: readonly string[],
    viewer = nobody,
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
