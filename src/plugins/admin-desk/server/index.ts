import type { Core } from '@strapi/strapi';
import { registerPermissions } from '../../../shared/server/admin-api';
import { contentServices } from '../../content/server/services';
import { jobsService } from '../../jobs/server/services';
import config, { type AdminDeskConfig } from './config';
import textChange from './content-types/text-change/schema.json';
import consequences from './controllers/consequences';
import alertMail from './content-types/alert-mail/schema.json';
import openAlert from './content-types/open-alert/schema.json';
import entries from './controllers/entries';
import home from './controllers/home';
import setup from './controllers/setup';
import { mailAlertsJob, mailAlertsSchedule } from './jobs/mail-alerts';
import { recordBulkTextChanges, recordTextChanges } from './middlewares/text-changes';
import admin from './routes/admin';
import { services } from './services';
import { forgetHomeLayouts } from './services/home-layouts';
import { closeTypeBuilder } from './services/type-builder';

export default {
  config,
  contentTypes: {
    'alert-mail': { schema: alertMail },
    'text-change': { schema: textChange },
    'open-alert': { schema: openAlert },
  },
  controllers: { consequences, entries, home, setup },
  routes: { admin },
  services,
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await registerPermissions(strapi, 'admin-desk', {
      'alerts.read': 'See what needs attention',
      'setup.read': 'See what is set up, and try it',
    });
    jobsService(strapi).register([mailAlertsJob], [mailAlertsSchedule]);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    strapi.documents.use(recordTextChanges(strapi));
    contentServices(strapi).bulkWrites.use(recordBulkTextChanges(strapi));
    await forgetHomeLayouts(strapi);
    const { contentTypeBuilder } = strapi.config.get<AdminDeskConfig>('plugin::admin-desk');
    if (!contentTypeBuilder) await closeTypeBuilder(strapi);
  },
};
