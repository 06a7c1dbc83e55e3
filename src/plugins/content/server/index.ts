import type { Core } from '@strapi/strapi';
import formerSlug from './content-types/former-slug/schema.json';
import searchEntry from './content-types/search-entry/schema.json';
import { documentMiddleware } from './middlewares/documents';
import { contentServices, services } from './services';

export default {
  contentTypes: { 'former-slug': { schema: formerSlug }, 'search-entry': { schema: searchEntry } },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.customFields.register({ name: 'string-list', plugin: 'content', type: 'json' });
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    const content = contentServices(strapi);
    strapi.documents.use(documentMiddleware(strapi, content));
    await content.search.ensure();
  },
};
