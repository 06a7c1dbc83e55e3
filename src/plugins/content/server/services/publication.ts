import type { Core } from '@strapi/strapi';
import { publicationDate } from '../domain/publication-date';
import { isBlank, isValues, type Values } from '../domain/rules/faults';
import type { Write } from '../domain/writes';

type ClubType = `api::${string}.${string}`;

/** Dates documents when readers first get them. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Before a write: what it publishes without a date of its own has the present moment's. */
  async date(action: Write, uid: ClubType, params: object): Promise<void> {
    const attribute = publicationDate(uid);
    if (attribute === undefined) return;
    const { data, documentId, status }: Values = { ...params };
    const now = new Date().toISOString();
    const drafts = { documentId, publishedAt: null };

    if (action === 'publish') {
      const undated = { ...drafts, [attribute]: null };
      await strapi.db.query(uid).updateMany({ where: undated, data: { [attribute]: now } });
    }
    if ((action !== 'create' && action !== 'update') || status !== 'published' || !isValues(data)) return;
    if (!isBlank(data[attribute])) return;
    const isKept = data[attribute] === undefined && documentId !== undefined;
    const dated: unknown = isKept
      ? await strapi.db
          .query(uid)
          .findOne({ select: ['id'], where: { ...drafts, [attribute]: { $notNull: true } } })
      : null;
    if (!dated) Object.assign(data, { [attribute]: now });
  },
});
