import type { Core, Struct } from '@strapi/strapi';
import { gateOf } from '../../content/server/domain/public';
import { contentServices } from '../../content/server/services';
import { integrationsService } from '../../integrations/server/services';
import { jobsService } from '../../jobs/server/services';
import config, { type PatreonConfig } from './config';
import delivery from './content-types/delivery/schema.json';
import levelChange from './content-types/level-change/schema.json';
import supporter from './content-types/supporter/schema.json';
import syncRun from './content-types/sync-run/schema.json';
import token from './content-types/token/schema.json';
import panelFiles from './controllers/panel-files';
import { patreonJobs, patreonSchedules } from './jobs';
import { placeFileJob, placeFilesJob, placeFilesSchedule } from './jobs/place-files';
import { placeFilesOnBulkWrite, placeFilesOnUpload, placeFilesOnWrite } from './middlewares/place-files';
import { recordTierChanges, recordTierChangesInBulk } from './middlewares/record-tier-changes';
import { registerPolicies } from './policies';
import admin from './routes/admin';
import { patreonServices, services, tierAccessService } from './services';
import { declareMemberData } from './services/member-data';
import { lookAtFilesOfNewGates } from './services/new-gates';

export default {
  config,
  contentTypes: {
    supporter: { schema: supporter },
    delivery: { schema: delivery },
    'level-change': { schema: levelChange },
    token: { schema: token },
    'sync-run': { schema: syncRun },
  },
  controllers: { 'panel-files': panelFiles },
  routes: { admin },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    registerPolicies(strapi);
    jobsService(strapi).register(
      [...patreonJobs, placeFileJob, placeFilesJob],
      [...patreonSchedules(strapi), placeFilesSchedule],
    );
    declareMemberData(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // A malformed declaration fails the start.
    for (const contentType of Object.values(strapi.contentTypes) as Struct.ContentTypeSchema[])
      gateOf(contentType);
    registerIntegration(strapi);
    patreonServices(strapi).links.listen();
    strapi.documents.use(recordTierChanges(strapi));
    contentServices(strapi).bulkWrites.use(recordTierChangesInBulk(strapi));
    await tierAccessService(strapi).checkNamed();
    strapi.documents.use(placeFilesOnWrite(strapi));
    contentServices(strapi).bulkWrites.use(placeFilesOnBulkWrite(strapi));
    placeFilesOnUpload(strapi);
    await lookAtFilesOfNewGates(strapi);
  },
};

function registerIntegration(strapi: Core.Strapi): void {
  const { api, budget } = strapi.config.get<PatreonConfig>('plugin::patreon');
  integrationsService(strapi).register({
    name: 'patreon',
    title: 'Patreon',
    isConfigured: api !== null,
    missing: api
      ? []
      : ['PATREON_CLIENT_ID', 'PATREON_CLIENT_SECRET', 'PATREON_ACCESS_TOKEN', 'PATREON_REFRESH_TOKEN'],
    jobs: api ? ['patreon.member', 'patreon.sync'] : [],
    budget,
    check: async (signal) => {
      await patreonServices(strapi).client?.tiers(signal);
    },
    syncAll: (owner) =>
      jobsService(strapi).enqueue(
        'patreon.sync',
        {},
        { key: 'patreon.sync', ...(owner !== undefined && { owner }) },
      ),
  });
}
