import type { Core } from '@strapi/strapi';
import { registerPermissions } from '../../../shared/server/admin-api';
import config from './config';
import job from './content-types/job/schema.json';
import queue from './content-types/queue/schema.json';
import schedule from './content-types/schedule/schema.json';
import admin from './controllers/admin';
import { pruneJob, pruneSchedule } from './jobs/prune';
import adminRoutes from './routes/admin';
import { jobsService, services } from './services';

export default {
  config,
  contentTypes: { job: { schema: job }, queue: { schema: queue }, schedule: { schema: schedule } },
  services,
  controllers: { admin },
  routes: { admin: adminRoutes },
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    jobsService(strapi).register([pruneJob], [pruneSchedule]);
    await registerPermissions(strapi, 'jobs', {
      read: 'See background jobs',
      manage: 'Retry, cancel, pause and resume them',
    });
  },
  bootstrap({ strapi }: { strapi: Core.Strapi }): void {
    strapi.server.httpServer.once('listening', () => {
      jobsService(strapi)
        .start()
        .catch((error: unknown) => strapi.stopWithError(error));
    });
  },
  async destroy({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // Strapi also destroys what it never loaded, to generate types for example.
    if (strapi.isLoaded) await jobsService(strapi).stop();
  },
};
