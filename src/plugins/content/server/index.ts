import type { Core } from '@strapi/strapi';
import formerSlug from './content-types/former-slug/schema.json';
import searchEntry from './content-types/search-entry/schema.json';
import slugOwner from './content-types/slug-owner/schema.json';
import slugs from './controllers/slugs';
import { repeating } from './middlewares/deadlocks';
import { documentMiddleware } from './middlewares/documents';
import { hiding, restoring } from './middlewares/english-leads';
import admin from './routes/admin';
import { contentServices, services } from './services';
import { doOneByOne } from './services/bulk';
import { proposeSlugs } from './services/strapi-slugs';

export default {
  contentTypes: {
    'former-slug': { schema: formerSlug },
    'search-entry': { schema: searchEntry },
    'slug-owner': { schema: slugOwner },
  },
  controllers: { slugs },
  routes: { admin },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.customFields.register({ name: 'string-list', plugin: 'content', type: 'json' });
    strapi.documents.use(repeating(strapi));
    strapi.documents.use(restoring(strapi));
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    const content = contentServices(strapi);
    strapi.documents.use(documentMiddleware(strapi, content));
    strapi.documents.use(hiding);
    proposeSlugs(strapi);
    doOneByOne(strapi);
    await content.search.ensure();
    await content.listColumns.ensure();
  },
};
