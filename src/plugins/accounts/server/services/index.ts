import type { Core } from '@strapi/strapi';
import type { AccountsConfig } from '../config';
import { createActivities } from './activities';
import { createLimiter } from './limiter';
import { createMemberAdmin } from './member-admin';
import { createSessions } from './sessions';

function accounts({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const sessions = createSessions(strapi);
  return {
    limiter: createLimiter(strapi, config),
    sessions,
    activities: createActivities(strapi, { keepDays: config.activityDays }),
    memberAdmin: createMemberAdmin(strapi, sessions),
    secureCookies: config.secureCookies,
  };
}

export const services = { accounts };

/** The services with their types, which Strapi's own getter lacks. */
export function accountsService(strapi: Core.Strapi): ReturnType<typeof accounts> {
  return strapi.plugin('accounts').service('accounts');
}
