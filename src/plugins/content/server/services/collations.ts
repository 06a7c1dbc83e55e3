import type { Core } from '@strapi/strapi';
import { compareAsBytes } from '../../../../database/compare-as-bytes';
import { schemasOf } from './schemas';

const ownColumns = [
  // Not what joins them to documents: between columns of two collations no index is used.
  { uid: 'plugin::content.search-entry', attributes: ['sortKey', 'text', 'genres'] },
  { uid: 'plugin::content.slug-owner', attributes: ['slug'] },
  { uid: 'plugin::content.former-slug', attributes: ['slug'] },
  { uid: 'api::ui-text.ui-text', attributes: ['key'] },
];

/** What is folded or is a name for programs is compared byte by byte, on every database. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** At the start, before anything is searched or indexed. */
  async ensure(): Promise<void> {
    const slugs = schemasOf(strapi)
      .all.filter(({ attributes }) => attributes['slug']?.type === 'uid')
      .map(({ uid }) => ({ uid, attributes: ['slug'] }));
    await compareAsBytes(strapi, [...ownColumns, ...slugs]);
  },
});
