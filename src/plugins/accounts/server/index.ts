import type { Core } from '@strapi/strapi';
import { jobsService } from '../../jobs/server/services';
import config, { type AccountsConfig } from './config';
import identity from './content-types/identity/schema.json';
import oauthFlow from './content-types/oauth-flow/schema.json';
import registration from './content-types/registration/schema.json';
import token from './content-types/token/schema.json';
import { accountMailJob } from './jobs/account-mail';
import { sweepSessionsJob, sweepSessionsSchedule } from './jobs/sweep-sessions';
import accountPages from './middlewares/account-pages';
import limits from './middlewares/limits';
import { accountsService, services } from './services';
import { disableLanguageMetrics } from './services/account-rows';
import { guardAccounts, limitPasswords } from './services/account-rules';
import { guardIdentities } from './services/identities';
import { closeMail, refusePasswordMail, failMail } from './services/admin-mail';
import { keepSuperAdmin } from './services/last-super-admin';
import { guardOperations } from './services/operations';
import { dropUnchangedIdentifiers } from './services/panel-forms';
import { guardRoles } from './services/member-roles';
import { endSessionsWithAccount, indexSessions, requireLiveSessions } from './services/session-rules';
import { closeSettings, guardSettings } from './services/settings';
import { answerWriteErrors } from './services/write-errors';

export default {
  config,
  contentTypes: {
    identity: { schema: identity },
    'oauth-flow': { schema: oauthFlow },
    registration: { schema: registration },
    token: { schema: token },
  },
  middlewares: { limits, 'account-pages': accountPages },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    indexSessions(strapi);
    jobsService(strapi).register([sweepSessionsJob, accountMailJob], [sweepSessionsSchedule]);
    // In `register`, since Strapi's routes bind the operations before it calls `bootstrap`.
    const settings = strapi.config.get<AccountsConfig>('plugin::accounts');
    accountsService(strapi).passwords.guardAdmin();
    guardOperations(strapi);
    dropUnchangedIdentifiers(strapi);
    disableLanguageMetrics(strapi);
    answerWriteErrors(strapi);
    guardRoles(strapi);
    limitPasswords(strapi);
    requireLiveSessions(strapi);
    guardSettings(strapi);
    if (!settings.mail) refusePasswordMail(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // First, so that folding old accounts does not trigger the listeners below.
    await guardAccounts(strapi);
    await guardIdentities(strapi);
    keepSuperAdmin(strapi);
    endSessionsWithAccount(strapi);
    await closeSettings(strapi);
    if (!strapi.config.get<AccountsConfig>('plugin::accounts').mail) failMail(strapi);
  },
  destroy({ strapi }: { strapi: Core.Strapi }): void {
    // Strapi also destroys instances that it never loaded, when it generates types for example.
    if (!strapi.isLoaded) return;
    accountsService(strapi).limiter.stop();
    closeMail(strapi);
  },
};
