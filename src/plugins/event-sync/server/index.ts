import type { Core } from '@strapi/strapi';
import { contentServices } from '../../content/server/services';
import { jobsService } from '../../jobs/server/services';
import config from './config';
import link from './content-types/link/schema.json';
import syncStatus from './controllers/sync-status';
import { eventSyncJobs, eventSyncSchedules } from './jobs';
import { enqueueOnBulkWrite, enqueueOnWrite } from './middlewares/enqueue-on-write';
import { registerPermissions } from '../../../shared/server/admin-api';
import admin from './routes/admin';
import { eventSyncService, services } from './services';

export default {
  config,
  contentTypes: { link: { schema: link } },
  controllers: { 'sync-status': syncStatus },
  routes: { admin },
  services,
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await registerPermissions(strapi, 'event-sync', {
      sync: 'Sync an event with calendars and page now',
    });
    jobsService(strapi).register(eventSyncJobs, eventSyncSchedules(strapi));
  },
  bootstrap({ strapi }: { strapi: Core.Strapi }): void {
    eventSyncService(strapi).registerIntegrations();
    strapi.documents.use(enqueueOnWrite(strapi));
    contentServices(strapi).bulkWrites.use(enqueueOnBulkWrite(strapi));
  },
};
