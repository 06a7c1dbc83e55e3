import type { Core, UID } from '@strapi/strapi';

/**
 * Serializes writes to one document. With READ COMMITTED, two first translations at once would both find none and insert
 * one (https://github.com/strapi/strapi/issues/22970), and shared attributes would be copied from English as it was
 * before a concurrent change. SQLite has one writer anyway.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Locks the rows of documents until the caller's transaction ends, in the order of their ids to avoid deadlocks. */
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
