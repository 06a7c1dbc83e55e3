import type { Core, Struct } from '@strapi/strapi';
import { gateOf } from '../../content/server/domain/public';
import { contentServices } from '../../content/server/services';
import { jobsService } from '../../jobs/server/services';
import config from './config';
import panelFiles from './controllers/panel-files';
import { placeFileJob, placeFilesJob, placeFilesSchedule } from './jobs/place-files';
import { placeFilesOnBulkWrite, placeFilesOnUpload, placeFilesOnWrite } from './middlewares/place-files';
import admin from './routes/admin';
import { services } from './services';
import { lookAtFilesOfNewGates } from './services/new-gates';

export default {
  config,
  controllers: { 'panel-files': panelFiles },
  routes: { admin },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    jobsService(strapi).register([placeFileJob, placeFilesJob], [placeFilesSchedule]);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // A malformed declaration fails the start.
    for (const contentType of Object.values(strapi.contentTypes) as Struct.ContentTypeSchema[])
      gateOf(contentType);
    strapi.documents.use(placeFilesOnWrite(strapi));
    contentServices(strapi).bulkWrites.use(placeFilesOnBulkWrite(strapi));
    placeFilesOnUpload(strapi);
    await lookAtFilesOfNewGates(strapi);
  },
};
