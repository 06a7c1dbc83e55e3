import type { Core } from '@strapi/strapi';
import type { AccountsConfig } from '../config';
import { createAccountChanges } from './account-changes';
import { createAccountMails } from './account-mails';
import { createLimiter } from './limiter';
import { createMembers } from './members';
import { createPasswords } from './passwords';
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
  const [passwords, sessions] = [createPasswords(strapi, config), createSessions(strapi)];
  return {
    limiter: createLimiter(strapi, config),
    members,
    registrations,
    tokens,
    passwords,
    sessions,
    secureCookies: config.secureCookies,
    signIn: createSignIn({ members, registrations, passwords }),
    changes: createAccountChanges(strapi, { members, registrations, tokens, passwords, sessions }),
    deliverMail: createAccountMails(strapi, { members, registrations, tokens }),
  };
}

export const services = { accounts };

/** The services with their types, which Strapi's own getter lacks. */
export function accountsService(strapi: Core.Strapi): ReturnType<typeof accounts> {
  return strapi.plugin('accounts').service('accounts');
}
