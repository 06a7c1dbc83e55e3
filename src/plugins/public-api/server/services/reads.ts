import type { Core } from '@strapi/strapi';
import { openReadDatabase, type ReadDatabase } from './read-database';
import { createArtistReader } from './readers/artists';
import { createEventReader } from './readers/events';
import { createLocationReader } from './readers/locations';
import { createStaffReader, createTierReader } from './readers/people';
import { createPostReader } from './readers/posts';
import { createSearchReader } from './readers/search';
import { createTextReader } from './readers/texts';
import { createSite, type Site } from './site';

export interface ReadContext {
  strapi: Core.Strapi;
  database: ReadDatabase;
  site: Site;
}

/** All the public reads. Each answers in a number of queries that does not depend on how much it finds. */
export function createReads({ strapi }: { strapi: Core.Strapi }) {
  const database = openReadDatabase(strapi);
  const site = createSite(strapi);
  const context = { strapi, database, site };
  return {
    database,
    site,
    locations: createLocationReader(context),
    artists: createArtistReader(context),
    events: createEventReader(context),
    posts: createPostReader(context),
    staff: createStaffReader(context),
    tiers: createTierReader(context),
    texts: createTextReader(context),
    search: createSearchReader(context),
  };
}

/** The service with its type, which Strapi's own getter does not have. */
export const readsOf = (strapi: Core.Strapi): ReturnType<typeof createReads> =>
  strapi.plugin('public-api').service('reads');
