import type { Core } from '@strapi/strapi';
import type { Model } from '../domain/visibility';

/**
 * Makes relations private that lead from public to private rows: from a document to its versions in other languages,
 * including drafts, and from a picture to everything that shows it. The content API neither returns, filters nor
 * populates private attributes; the admin panel ignores the flag.
 */
export function makeRelationsPrivate(strapi: Core.Strapi): void {
  for (const { uid, attributes } of Object.values(strapi.contentTypes) as Model[]) {
    const name = uid === 'plugin::upload.file' ? 'related' : 'localizations';
    if (attributes[name]) attributes[name].private = true;
  }
}
