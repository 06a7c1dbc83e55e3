import type { Core } from '@strapi/strapi';
import { ensureLanguages } from './languages';
import { contentServices } from './plugins/content/server/services';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await ensureLanguages({ strapi });
    // After Strapi's admin has made its roles, and all plugins their permissions known.
    await contentServices(strapi).staffGrants.ensure();
  },
};
