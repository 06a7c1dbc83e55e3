import { defineJob } from '../../../jobs/server/definition';
import { accountsService } from '../services';
import { mailRequest, type MailRequest } from '../services/mail-requests';

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.mail': MailRequest;
  }
}

/** Sends a mail about an account. */
export const accountMailJob = defineJob({
  name: 'accounts.mail',
  payload: mailRequest,
  handler: ({ payload, strapi }) => accountsService(strapi).deliverMail(payload),
});
