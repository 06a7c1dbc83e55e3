import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
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
  of(uid: UID.Schema): Gate | null {
    const contentType = uid in strapi.contentTypes ? strapi.contentType(uid as UID.ContentType) : null;
    return contentType ? gateOf(contentType) : null;
  },

  /** Whether a viewer sees the gated fields of a row; see `isGated` for what the row must have. */
  mayRead(gate: Gate | null, row: Readonly<Record<string, unknown>>, viewer = nobody): boolean {
    return gate === null || mayRead(gate, row, viewer);
  },

  /**
   * Which of these documents a viewer does not see the gated fields of; one query. A document is as closed as the most
   * closed of its languages: a translation has no tier of its own where the tier is not translated.
   */
  async lockedAmong(
    uid: UID.ContentType,
    documentIds: readonly string[],
    viewer = nobody,
  ): Promise<Set<string>> {
    const gate = gateOf(strapi.contentType(uid));
    if (!gate || documentIds.length === 0) return new Set();
    if (gate.whole) return new Set(documentIds.filter(() => !mayRead(gate, {}, viewer)));
    const withTier: unknown = await strapi.db.query(uid).findMany({
      select: ['documentId'],
      where: { documentId: { $in: [...new Set(documentIds)] }, [gate.tier]: { id: { $notNull: true } } },
      populate: { [gate.tier]: { select: ['id'] } },
    });
    const closed = rows.parse(withTier).filter((row) => !mayRead(gate, row, viewer));
    return new Set(closed.map(({ documentId }) => documentId));
  },
});
