import type { Core } from '@strapi/strapi';
import { eventPageUrl } from '../../../../shared/server/event-addresses';
import { joinUrl } from '../../../patreon/server/domain/offer';
import type { PublicApiConfig } from '../config';
import { openReadDatabase, type ReadDatabase } from './read-database';
import { createArtistReader } from './readers/artist-reader';
import { createEventReader } from './readers/event-reader';
import { createExclusiveReader } from './readers/exclusive-reader';
import { createLocationReader } from './readers/location-reader';
import {
  createCategoryReader,
  createStaffReader,
  createTextReader,
  createTierReader,
} from './readers/list-readers';
import { createPostReader } from './readers/post-reader';
import { createSearchReader } from './readers/search-reader';

/** The club's name and the addresses of its pages: the website's where FRONTEND_URL names one, else this API's. */
export function createSite(strapi: Core.Strapi) {
  const { clubName, frontendUrl, timeZone } = strapi.config.get<PublicApiConfig>('plugin::public-api');
  const apiUrl = `${strapi.config.get<string>('server.url')}/api/v1`;
  const base = frontendUrl ?? apiUrl;
  return {
    clubName,
    timeZone,
    apiUrl,
    /** The path of `apiUrl`: PUBLIC_URL may have one of its own. */
    apiPath: new URL(apiUrl).pathname,
    url: base,
    eventUrl: (slug: string) => eventPageUrl(base, slug),
    /** Where somebody becomes a patron at a tier of Patreon's. */
    joinUrl,
    postUrl: (slug: string) => `${base}/blog/${slug}`,
  };
}
export type Site = ReturnType<typeof createSite>;

export interface ReadContext {
  strapi: Core.Strapi;
  database: ReadDatabase;
  site: Site;
  /** `saved`: documents as staff have last saved them, public or not. What they refer to is always as the public sees it. */
  version: 'public' | 'saved';
  /** Whether what is behind a tier is shown: to staff who may read the entry itself. */
  isWhole: boolean;
}

/** The readers of single documents. */
const createReaders = (context: ReadContext) => ({
  locations: createLocationReader(context),
  artists: createArtistReader(context),
  events: createEventReader(context),
  posts: createPostReader(context),
  categories: createCategoryReader(context),
  staff: createStaffReader(context),
  tiers: createTierReader(context),
});

/** All the reads. Each answers in a number of queries that does not depend on how much it finds. */
export function createReads({ strapi }: { strapi: Core.Strapi }) {
  const database = openReadDatabase(strapi);
  const site = createSite(strapi);
  const context = { strapi, database, site, version: 'public', isWhole: false } as const;
  return {
    database,
    site,
    ...createReaders(context),
    exclusives: createExclusiveReader(context),
    texts: createTextReader(context),
    search: createSearchReader(context),
    /** For staff: what they have saved, and what is public of it. */
    previewed: {
      saved: createReaders({ ...context, version: 'saved', isWhole: true }),
      public: createReaders({ ...context, isWhole: true }),
    },
  };
}

export type Reads = ReturnType<typeof createReads>;

/** What `createReads` has made: `../index.ts` registers it as the plugin's service `reads`. Strapi's own getter has no type. */
export const readsOf = (strapi: Core.Strapi): Reads => strapi.plugin('public-api').service('reads');
