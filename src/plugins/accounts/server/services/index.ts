import type { Core } from '@strapi/strapi';
import type { AccountsConfig } from '../config';
import { createLimiter } from './limiter';
import { createSessions } from './sessions';

function accounts({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  return {
    limiter: createLimiter(strapi, config),
    sessions: createSessions(strapi),
    secureCookies: config.secureCookies,
  };
}

export const services = { accounts };

/** The services with their types, which Strapi's own getter lacks. */
export function accountsService(strapi: Core.Strapi): ReturnType<typeof accounts> {
  return strapi.plugin('accounts').service('accounts');
}
