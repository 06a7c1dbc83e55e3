import type { Core } from '@strapi/strapi';
import { registerPermissions } from '../../../shared/server/admin-api';
import { contentServices } from '../../content/server/services';
import config, { type AdminDeskConfig } from './config';
import textChange from './content-types/text-change/schema.json';
import consequences from './controllers/consequences';
import home from './controllers/home';
import { recordBulkTextChanges, recordTextChanges } from './middlewares/text-changes';
import admin from './routes/admin';
import { services } from './services';
import { forgetHomeLayouts } from './services/home-layouts';
import { closeTypeBuilder } from './services/type-builder';

export default {
  config,
  contentTypes: { 'text-change': { schema: textChange } },
  controllers: { consequences, home },
  routes: { admin },
  services,
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await registerPermissions(strapi, 'admin-desk', { 'alerts.read': 'See what needs attention' });
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    strapi.documents.use(recordTextChanges(strapi));
    contentServices(strapi).bulkWrites.use(recordBulkTextChanges(strapi));
    await forgetHomeLayouts(strapi);
    const { contentTypeBuilder } = strapi.config.get<AdminDeskConfig>('plugin::admin-desk');
    if (!contentTypeBuilder) await closeTypeBuilder(strapi);
  },
};
