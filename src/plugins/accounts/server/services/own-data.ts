import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../../../jobs/server/config';
import { createErasure } from './erasure';
import { createFavorites } from './favorites';
import { createMemberData } from './member-data';
import { createMemberWrites } from './member-writes';
import type { Members } from './members';
import { createOptions } from './options';
import { ownMemberData } from './own-member-data';
import { createPreferences } from './preferences';
import { createProfiles } from './profile';
import type { Registrations } from './registrations';

/** What members keep at the club: their profile, preferences, favourites and options, and how they get or erase it all. */
export function createOwnData(
  strapi: Core.Strapi,
  accounts: { members: Members; registrations: Registrations },
) {
  const memberWrites = createMemberWrites(strapi);
  const preferences = createPreferences(strapi, memberWrites);
  const tables = ownMemberData(strapi.config.get<JobsConfig>('plugin::jobs'));
  const memberData = createMemberData(strapi, tables);
  return {
    profiles: createProfiles(strapi, { memberWrites, ...accounts }),
    preferences,
    favorites: createFavorites(strapi, { memberWrites, preferences }),
    options: createOptions(strapi, memberWrites),
    memberData,
    erasure: createErasure(strapi, { memberData, memberWrites }),
  };
}
