import type { Core } from '@strapi/strapi';
import { compareAsBytes } from '../../../../database/compare-as-bytes';
import { schemasOf } from './schemas';

const ownColumns = [
  // Not the columns that join them to documents: no index is used between columns of different collations.
  { uid: 'plugin::content.search-entry', attributes: ['sortKey', 'text', 'genres'] },
  { uid: 'plugin::content.slug-owner', attributes: ['slug'] },
  { uid: 'plugin::content.former-slug', attributes: ['slug'] },
  { uid: 'api::ui-text.ui-text', attributes: ['key'] },
];

/** Compares folded texts and identifiers byte by byte on every database. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Call at the start, before anything is searched or indexed. */
  async ensure(): Promise<void> {
    const slugs = schemasOf(strapi)
      .all.filter(({ attributes }) => attributes['slug']?.type === 'uid')
      .map(({ uid }) => ({ uid, attributes: ['slug'] }));
    await compareAsBytes(strapi, [...ownColumns, ...slugs]);
  },
});
