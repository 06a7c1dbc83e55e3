import type { Core } from '@strapi/strapi';
import { guardDatabase } from './database/guard';
import { markReads } from './database/reads';
import { ensureLocales, guardLocales } from './locales';
import { adminDeskService } from './plugins/admin-desk/server/services';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    guardDatabase(strapi);
    guardLocales(strapi);
    strapi.documents.use(markReads);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await ensureLocales({ strapi });
    // After Strapi's admin has created its roles, and all plugins have registered their permissions.
    await adminDeskService(strapi).roles.ensure();
  },
};
