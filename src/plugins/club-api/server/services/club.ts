import type { Core } from '@strapi/strapi';
import { contentServices } from '../../../content/server/services';
import { jobsService } from '../../../jobs/server/services';
import { openApiDocument } from '../domain/open-api';
import { routes } from '../routes';
import { apiVersion, type Club } from '../routes/club';
import { openReadDatabase } from './database';
import { documentationFile } from './documentation';
import { createReaders } from './readers';
import { createReadiness } from './readiness';
import { createSite } from './site';

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export function clubService(strapi: Core.Strapi): ClubService {
  return strapi.plugin('club-api').service('club');
}

export interface ClubService extends Club {
  /** Queries the public reads have made since the start. */
  readonly queries: number;
  close(): void;
}

/** Puts together what the routes work with: once, when the first request or the start wants it. */
export default ({ strapi }: { strapi: Core.Strapi }): ClubService => {
  const database = openReadDatabase(strapi);
  const site = createSite(strapi);
  let openApi: string | undefined;

  return {
    readers: createReaders({ strapi, database, site }),
    site,
    slugNow: (uid, slug) => contentServices(strapi).slugs.currentOf(uid, slug),
    job: (id) => jobsService(strapi).find(id),
    readiness: createReadiness(strapi, database),
    openApi: () =>
      (openApi ??= JSON.stringify(
        openApiDocument(routes, { clubName: site.clubName, version: apiVersion, url: site.apiUrl }),
      )),
    documentationFile,
    get queries() {
      return database.queries;
    },
    close: () => database.close(),
  };
};
