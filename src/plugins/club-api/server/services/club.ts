import type { Core } from '@strapi/strapi';
import { openApiDocument } from '../domain/open-api';
import { routes } from '../routes';
import type { Club } from '../routes/club';
import { openReadDatabase } from './database';
import { documentationFile } from './documentation';
import { createReaders } from './readers';
import { createReadiness } from './readiness';
import { createSite } from './site';

/** Puts together what the routes work with: once, when the first request or the start wants it. */
export default ({ strapi }: { strapi: Core.Strapi }): Club & { readonly queries: number; close(): void } => {
  const database = openReadDatabase(strapi);
  const site = createSite(strapi);
  let openApi: string | undefined;

  return {
    readers: createReaders({ strapi, database, site }),
    site,
    slugNow: (uid, slug) => strapi.plugin('content').service('slugs').currentOf(uid, slug),
    readiness: createReadiness(strapi, database),
    openApi: () =>
      (openApi ??= JSON.stringify(
        openApiDocument(routes, { clubName: site.clubName, version: '1', url: site.apiUrl }),
      )),
    documentationFile,
    get queries() {
      return database.queries;
    },
    close: () => database.close(),
  };
};
