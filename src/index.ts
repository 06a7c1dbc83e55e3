import type { Core } from '@strapi/strapi';
import { guardDatabase } from './database/guard';
import { markReads } from './database/reads';
import { ensureLanguages, guardLanguages } from './languages';
import { contentServices } from './plugins/content/server/services';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    guardDatabase(strapi);
    guardLanguages(strapi);
    strapi.documents.use(markReads);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await ensureLanguages({ strapi });
    // After Strapi's admin has made its roles, and all plugins their permissions known.
    await contentServices(strapi).staffGrants.ensure();
  },
};
