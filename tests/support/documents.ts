import type { UID } from '@strapi/strapi';
import type { Club } from './club';

/** The document service as callers have it who know a type only by its name. */
export interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<{ documentId: string } | null>;
  clone(params: object): Promise<{ documentId: string }>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
  delete(params: object): Promise<unknown>;
}
export const documentsOf = (club: Club, uid: UID.ContentType): Documents =>
  club.strapi.documents(uid) as unknown as Documents;

/** Creates documents in English, and answers their ids. */
export const creator =
  (club: () => Club) =>
  async (uid: UID.ContentType, data: object, more: object = {}): Promise<string> =>
    (await documentsOf(club(), uid).create({ locale: 'en', data, ...more })).documentId;
