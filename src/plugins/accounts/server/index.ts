import type { Core } from '@strapi/strapi';
import { jobsService } from '../../jobs/server/services';
import config, { type AccountsConfig } from './config';
import activity from './content-types/activity/schema.json';
import favorite from './content-types/favorite/schema.json';
import identity from './content-types/identity/schema.json';
import oauthFlow from './content-types/oauth-flow/schema.json';
import option from './content-types/option/schema.json';
import preference from './content-types/preference/schema.json';
import registration from './content-types/registration/schema.json';
import reminder from './content-types/reminder/schema.json';
import token from './content-types/token/schema.json';
import { accountMailJob } from './jobs/account-mail';
import { eraseJob } from './jobs/erase';
import { pruneActivitiesJob, pruneActivitiesSchedule } from './jobs/prune-activities';
import { sweepSessionsJob, sweepSessionsSchedule } from './jobs/sweep-sessions';
import accountPages from './middlewares/account-pages';
import limits from './middlewares/limits';
import { markWrites, recordActivity } from './middlewares/record-activity';
import { policies } from './policies';
import { accountsService, services } from './services';
import { disableLanguageMetrics } from './services/account-rows';
import { guardAccounts, limitPasswords } from './services/account-rules';
import { guardIdentities } from './services/identities';
import { closeMail, refusePasswordMail, failMail } from './services/admin-mail';
import { keepSuperAdmin } from './services/last-super-admin';
import { guardOperations } from './services/operations';
import { dropUnchangedIdentifiers } from './services/panel-forms';
import { recordMemberChanges } from './services/member-activity';
import { guardMemberFields } from './services/member-fields';
import { guardRoles } from './services/member-roles';
import { endSessionsWithAccount, indexSessions, requireLiveSessions } from './services/session-rules';
import { closeSettings, guardSettings } from './services/settings';
import { showRoleNames } from './services/role-names';
import { createStaffRoles } from './services/staff-roles';
import { answerWriteErrors } from './services/write-errors';

export default {
  config,
  contentTypes: {
    activity: { schema: activity },
    favorite: { schema: favorite },
    identity: { schema: identity },
    'oauth-flow': { schema: oauthFlow },
    option: { schema: option },
    preference: { schema: preference },
    registration: { schema: registration },
    reminder: { schema: reminder },
    token: { schema: token },
  },
  middlewares: { limits, 'account-pages': accountPages },
  policies,
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    indexSessions(strapi);
    strapi.documents.use(markWrites);
    jobsService(strapi).register(
      [sweepSessionsJob, accountMailJob, eraseJob, pruneActivitiesJob],
      [sweepSessionsSchedule, pruneActivitiesSchedule],
    );
    // In `register`, since Strapi's routes bind the operations before it calls `bootstrap`.
    const settings = strapi.config.get<AccountsConfig>('plugin::accounts');
    accountsService(strapi).passwords.guardAdmin();
    guardOperations(strapi);
    dropUnchangedIdentifiers(strapi);
    disableLanguageMetrics(strapi);
    answerWriteErrors(strapi);
    guardRoles(strapi);
    showRoleNames(strapi);
    limitPasswords(strapi);
    requireLiveSessions(strapi);
    guardSettings(strapi);
    if (!settings.mail) refusePasswordMail(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // First, so that folding old accounts does not trigger the listeners below.
    await guardAccounts(strapi);
    await guardIdentities(strapi);
    guardMemberFields(strapi);
    strapi.documents.use(recordActivity(strapi));
    strapi.documents.use(recordMemberChanges(strapi));
    keepSuperAdmin(strapi);
    endSessionsWithAccount(strapi);
    accountsService(strapi).erasure.eraseWithAccount();
    await closeSettings(strapi);
    await createStaffRoles(strapi);
    if (!strapi.config.get<AccountsConfig>('plugin::accounts').mail) failMail(strapi);
  },
  destroy({ strapi }: { strapi: Core.Strapi }): void {
    // Strapi also destroys instances that it never loaded, when it generates types for example.
    if (!strapi.isLoaded) return;
    accountsService(strapi).stop();
    closeMail(strapi);
  },
};
