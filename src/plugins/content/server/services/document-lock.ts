import type { Core, UID } from '@strapi/strapi';

/**
 * Has those who write to one document do so one after the other. With READ COMMITTED two first translations at once both find that
 * there is none yet, and both insert one (https://github.com/strapi/strapi/issues/22970); and what a translation shares with
 * English is copied from before somebody else's change of it. SQLite has one writer anyway.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Locks the rows of documents until the caller's transaction ends; in the order of their ids, so that nobody deadlocks. */
  async take(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
    if (strapi.db.dialect.client === 'sqlite' || documentIds.length === 0) return;
    await strapi.db
      .queryBuilder(uid)
      .select('id')
      .where({ documentId: { $in: [...documentIds] } })
      .orderBy({ id: 'asc' })
      .forUpdate()
      .execute();
  },
});
