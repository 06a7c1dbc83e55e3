import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { isRecord } from '../../../../shared/server/is-record';
import { defaultLanguage } from '../../../../shared/server/languages';
import { publicationDate } from '../domain/public';
import { isBlank, type Values } from '../domain/rules/issues';
import type { ClubType, WriteAction } from '../domain/writes';

/** Preconditions of discarding a draft and of publishing. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Discarding needs a published version. Strapi checks that before the document is locked, and would delete the only draft.
   *
   * @throws NotFoundError
   */
  async requirePublished(action: WriteAction, uid: ClubType, { documentId, locale }: Values): Promise<void> {
    if (action !== 'discardDraft') return;
    const languages = [locale ?? defaultLanguage].flat();
    const inThese = languages.includes('*') ? {} : { locale: { $in: languages } };
    const where = { documentId, ...inThese, publishedAt: { $notNull: true } };
    if (!(await strapi.db.query(uid).findOne({ select: ['id'], where }))) throw new errors.NotFoundError();
  },

  /** Call before a write: sets the publication date, if it is empty, to now. */
  async date(action: WriteAction, uid: ClubType, params: object): Promise<void> {
    const attribute = publicationDate(uid);
    if (attribute === undefined) return;
    const { data, documentId, status }: Values = { ...params };
    const now = new Date().toISOString();
    const drafts = { documentId, publishedAt: null };

    if (action === 'publish') {
      const undated = { ...drafts, [attribute]: null };
      await strapi.db.query(uid).updateMany({ where: undated, data: { [attribute]: now } });
    }
    if ((action !== 'create' && action !== 'update') || status !== 'published' || !isRecord(data)) return;
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
