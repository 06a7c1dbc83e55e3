import type { Core } from '@strapi/strapi';
import { lazyRedis } from '../../../../shared/server/redis';
import type { AccountsConfig } from '../config';
import { createAccountChanges } from './account-changes';
import { createAccountMails } from './account-mails';
import { createActivities } from './activities';
import { createAttempts } from './attempts';
import { createFileCookies } from './file-cookies';
import { createIdentities } from './identities';
import { createLimiter } from './limiter';
import { createMailRequests } from './mail-requests';
import { createMemberAdmin } from './member-admin';
import { createMembers } from './members';
import { createOauth } from './oauth';
import { createOauthFlows } from './oauth-flows';
import { createOwnData } from './own-data';
import { createPasswords } from './passwords';
import { createProviders } from './providers';
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
  const [identities, flows] = [createIdentities(strapi), createOauthFlows(strapi)];
  const signIn = createSignIn({ members, passwords, attempts });
  const requestMail = createMailRequests(strapi);
  const activities = createActivities(strapi, { keepDays: config.activityDays });
  return {
    limiter: createLimiter(config, redis.get()),
    attempts,
    stop: () => redis.stop(),
    members,
    registrations,
    tokens,
    passwords,
    sessions,
    fileCookies: createFileCookies(strapi),
    activities,
    memberAdmin: createMemberAdmin(strapi, sessions, activities),
    secureCookies: config.secureCookies,
    signIn,
    requestMail,
    identities,
    flows,
    oauth: createOauth(strapi, {
      members,
      identities,
      flows,
      registrations,
      sessions,
      attempts,
      signIn,
      requestMail,
    }),
    providers: createProviders(config),
    changes: createAccountChanges(strapi, {
      members,
      identities,
      registrations,
      tokens,
      passwords,
      sessions,
      requestMail,
    }),
    ...createOwnData(strapi, { members, registrations }),
    deliverMail: createAccountMails(strapi, { members, registrations, tokens }),
  };
}

export const services = { accounts };

/** The services with their types, which Strapi's own getter lacks. */
export function accountsService(strapi: Core.Strapi): ReturnType<typeof accounts> {
  return strapi.plugin('accounts').service('accounts');
}
