import type { Core } from '@strapi/strapi';
import type { Model } from '../domain/visibility';

/**
 * Relations that lead from what is public to what is not: from a document to its versions in other languages, drafts
 * among them, and from a picture to everything that shows it. Private attributes are neither answered, filtered
 * nor populated by the content API; the admin panel does not mind.
 */
export function makeRelationsPrivate(strapi: Core.Strapi): void {
  for (const { uid, attributes } of Object.values(strapi.contentTypes) as Model[]) {
    const name = uid === 'plugin::upload.file' ? 'related' : 'localizations';
    if (attributes[name]) attributes[name].private = true;
  }
}
