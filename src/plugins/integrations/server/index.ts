import type { Core } from '@strapi/strapi';
import { jobsService } from '../../jobs/server/services';
import config from './config';
import logEntry from './content-types/log-entry/schema.json';
import state from './content-types/state/schema.json';
import integrations from './controllers/integrations';
import { pruneLogJob, pruneLogSchedule } from './jobs/prune-log';
import { registerPermissions } from '../../../shared/server/admin-api';
import admin from './routes/admin';
import { integrationsService, services } from './services';

export default {
  config,
  contentTypes: { 'log-entry': { schema: logEntry }, state: { schema: state } },
  controllers: { integrations },
  routes: { admin },
  services,
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await registerPermissions(strapi, 'integrations', {
      read: 'See the integrations and their log',
      manage: 'Check, sync and resume integrations',
    });
    jobsService(strapi).register([pruneLogJob], [pruneLogSchedule]);
  },
  bootstrap({ strapi }: { strapi: Core.Strapi }): void {
    integrationsService(strapi).start();
  },
  async destroy({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // Strapi also destroys what it never loaded, to generate types for example.
    if (strapi.isLoaded) await integrationsService(strapi).stop();
  },
};
