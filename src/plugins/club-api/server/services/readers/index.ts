import type { Core } from '@strapi/strapi';
import type { ReadDatabase } from '../database';
import type { Site } from '../site';
import { createArtistReader } from './artists';
import { createEventReader } from './events';
import { createLocationReader } from './locations';
import { createPostReader } from './posts';
import { createSearchReader } from './search';
import { createStaffReader } from './staff';
import { createTextReader } from './texts';
import { createTierReader } from './tiers';

export interface ReaderContext {
  strapi: Core.Strapi;
  database: ReadDatabase;
  site: Site;
}

/** All the public reads. Each answers in a number of queries that does not depend on how much it finds. */
export function createReaders(context: ReaderContext) {
  return {
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
export type Readers = ReturnType<typeof createReaders>;
