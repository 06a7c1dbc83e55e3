import type { Core } from '@strapi/strapi';
import { lazyRedis } from '../../../../shared/server/redis';
import type { AccountsConfig } from '../config';
import { createAccountChanges } from './account-changes';
import { createAccountMails } from './account-mails';
import { createAttempts } from './attempts';
import { createFavorites } from './favorites';
import { createLimiter } from './limiter';
import { createMemberWrites } from './member-writes';
import { createMembers } from './members';
import { createOptions } from './options';
import { createPasswords } from './passwords';
import { createPreferences } from './preferences';
import { createProfiles } from './profile';
import { createRegistrations } from './registrations';
import { createSessions } from './sessions';
import { createSignIn } from './sign-in';
import { createTokens } from './tokens';

function accounts({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const [members, registrations, tokens] = [
    createMembers(strapi),
    createRegistrations(strapi),
    createTokens(strapi),
  ];
  const meanwhile = 'Attempts are counted by each process alone, without Redis';
  const redis = lazyRedis(strapi, config.redisUrl, meanwhile);
  const attempts = createAttempts(config, redis.get());
  const [passwords, sessions] = [createPasswords(strapi, config), createSessions(strapi)];
  const memberWrites = createMemberWrites(strapi);
  const preferences = createPreferences(strapi, memberWrites);
  return {
    limiter: createLimiter(config, redis.get()),
    attempts,
    stop: () => redis.stop(),
    members,
    registrations,
    tokens,
    passwords,
    sessions,
    secureCookies: config.secureCookies,
    signIn: createSignIn({ members, registrations, passwords, attempts }),
    changes: createAccountChanges(strapi, { members, registrations, tokens, passwords, sessions }),
    profiles: createProfiles(strapi, { memberWrites, members, registrations }),
    preferences,
    favorites: createFavorites(strapi, { memberWrites, preferences }),
    options: createOptions(strapi, memberWrites),
    deliverMail: createAccountMails(strapi, { members, registrations, tokens }),
  };
}

export const services = { accounts };

/** The services with their types, which Strapi's own getter lacks. */
export function accountsService(strapi: Core.Strapi): ReturnType<typeof accounts> {
  return strapi.plugin('accounts').service('accounts');
}
