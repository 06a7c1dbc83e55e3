import type { Core } from '@strapi/strapi';
import config from './config';
import job from './content-types/job/schema.json';
import queue from './content-types/queue/schema.json';
import schedule from './content-types/schedule/schema.json';
import { pruneJob, pruneSchedule } from './jobs/prune';
import { jobsService, services } from './services';

export default {
  config,
  contentTypes: { job: { schema: job }, queue: { schema: queue }, schedule: { schema: schedule } },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    jobsService(strapi).register([pruneJob], [pruneSchedule]);
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
