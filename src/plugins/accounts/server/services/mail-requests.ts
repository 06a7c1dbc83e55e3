import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { jobsService } from '../../../jobs/server/services';
import type { AccountsConfig } from '../config';
import { providers } from '../domain/providers';
import type { MemberRow } from './members';

/**
 * What may make a mail. It names what was asked for, not who has an account: that is found out by the job, so that the request takes
 * as long and answers the same for every address.
 */
export const mailRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), registration: z.string(), email: z.string() }),
  z.object({ kind: z.literal('resend'), email: z.string() }),
  z.object({ kind: z.literal('forgot'), email: z.string() }),
  z.object({ kind: z.literal('password-changed'), member: z.string() }),
  z.object({
    kind: z.literal('change-email'),
    member: z.string(),
    email: z.string(),
    /** `proofOf` the member who asked: with another password, somebody else may have asked. */
    proof: z.string(),
  }),
  z.object({ kind: z.literal('email-asked'), member: z.string(), email: z.string() }),
  z.object({ kind: z.literal('email-changed'), member: z.string(), formerEmail: z.string() }),
  z.object({ kind: z.literal('provider-linked'), member: z.string(), provider: z.enum(providers) }),
  z.object({ kind: z.literal('provider-unlinked'), member: z.string(), provider: z.enum(providers) }),
]);
export type MailRequest = z.infer<typeof mailRequest>;

/** Says which password a member had, without saying it. */
export const proofOf = ({ password }: Pick<MemberRow, 'password'>): string =>
  createHash('sha256')
    .update(password ?? '')
    .digest('base64url');

/** Asks for mails, within the transaction of what they are about; for none in a club that sends none. */
export function createMailRequests(strapi: Core.Strapi) {
  const { mail, logMails } = strapi.config.get<AccountsConfig>('plugin::accounts');
  return async (request: MailRequest): Promise<void> => {
    if (mail || logMails) await jobsService(strapi).enqueue('accounts.mail', request);
  };
}
export type RequestMail = ReturnType<typeof createMailRequests>;

/** Forgets what was asked for of an address that is the member's no more: what erases the member would not find it. */
export async function forgetMailsTo(strapi: Core.Strapi, email: string): Promise<void> {
  const where = {
    name: 'accounts.mail',
    state: { $in: ['done', 'failed', 'cancelled'] },
    payload: { $contains: JSON.stringify(email) },
  };
  await deleteInBatches(strapi, 'plugin::jobs.job', { where, signal: new AbortController().signal });
}
