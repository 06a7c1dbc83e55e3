import { permissions } from '../../../contract/permissions';
import { alertMessages } from '../../domain/texts';
import { createMailStore } from '../alert-mail/mail-store';
import type { AlertSource } from './source';

/** That alerts cannot be mailed: said on the page, since a mail about it could not be sent either. */
export const unsentMail: AlertSource = {
  kind: 'mail',
  isFor: (staff) => staff.may(permissions.readSetup),
  async read({ strapi }) {
    const unsent = await createMailStore(strapi).unsent();
    if (unsent === null) return { alerts: [] };
    return {
      alerts: [
        {
          kind: 'mail',
          reason: alertMessages.say('mail.reason', { said: unsent.problem }),
          whatToDo: alertMessages.say('mail.what-to-do'),
          since: new Date(unsent.failedAt).toISOString(),
        },
      ],
    };
  },
};
