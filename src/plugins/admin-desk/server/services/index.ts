import type { Core } from '@strapi/strapi';
import { createAlertMail } from './alert-mail';
import { createAlerts } from './alerts';
import { createConsequences } from './consequences';
import { createSelectionConsequences } from './consequences/selection';
import { createDrafts } from './drafts';
import { createEntries } from './entries';
import { createRoles } from './roles';
import { createSetup } from './setup';
import { createTextChanges } from './text-changes';
import { createTranslations } from './translations';
import { createUpcoming } from './upcoming';

export type AdminDeskService = ReturnType<typeof createAdminDesk>;

function createAdminDesk({ strapi }: { strapi: Core.Strapi }) {
  return {
    roles: createRoles({ strapi }),
    upcoming: createUpcoming({ strapi }),
    alerts: createAlerts({ strapi }),
    alertMail: createAlertMail({ strapi }),
    setup: createSetup({ strapi }),
    translations: createTranslations({ strapi }),
    drafts: createDrafts({ strapi }),
    consequences: createConsequences({ strapi }),
    selectionConsequences: createSelectionConsequences({ strapi }),
    entry: createEntries({ strapi }),
    textChanges: createTextChanges({ strapi }),
  };
}

export const services = { 'admin-desk': createAdminDesk };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const adminDeskService = (strapi: Core.Strapi): AdminDeskService =>
  strapi.plugin('admin-desk').service('admin-desk');
