import type { Core } from '@strapi/strapi';
import { jobsService } from '../../jobs/server/services';
import config from './config';
import link from './content-types/link/schema.json';
import { eventSyncJobs, eventSyncSchedules } from './jobs';
import { documentMiddleware } from './middlewares/documents';
import { eventSyncService, services } from './services';

export default {
  config,
  contentTypes: { link: { schema: link } },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    jobsService(strapi).register(eventSyncJobs, eventSyncSchedules(strapi));
  },
  bootstrap({ strapi }: { strapi: Core.Strapi }): void {
    eventSyncService(strapi).registerIntegrations();
    strapi.documents.use(documentMiddleware(strapi));
  },
};
