import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { languages } from '../../../../shared/server/languages';
import { sendMail, type Mail } from '../../../../shared/server/send-mail';
import { UnrecoverableError } from '../../../jobs/server/outcomes';
import type { AccountsConfig } from '../config';
import { linkMail, linkUrl, noticeMail, type LinkMail, type MailContext } from '../domain/account-mail';
import { providers, providerTitles } from '../domain/providers';
import type { MemberRow, Members } from './members';
import type { Registration, Registrations } from './registrations';
import type { TokenPurpose, Tokens } from './tokens';

const language = z.enum(languages);

/**
 * What may make a mail. It names what was asked for, not who has an account: that is found out by the job, so that the request takes
 * as long and answers the same for every address.
 */
export const mailRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), registration: z.string(), email: z.string(), language }),
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

const purposes: Readonly<Record<LinkMail, TokenPurpose>> = {
  register: 'register',
  verify: 'verify',
  'change-email': 'change-email',
  reset: 'reset-password',
};

const smtpError = z.object({ responseCode: z.number().min(500), rejected: z.array(z.string()).optional() });

/** Says which password a member had, without saying it. */
export const proofOf = ({ password }: Pick<MemberRow, 'password'>): string =>
  createHash('sha256')
    .update(password ?? '')
    .digest('base64url');

/** Finds out which mail a request makes, and sends it. A token is made when its mail is sent: no job knows it. */
export function createAccountMails(
  strapi: Core.Strapi,
  { members, registrations, tokens }: { members: Members; registrations: Registrations; tokens: Tokens },
) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const { clubName } = config;
  const contextOf = ({ language, username }: MemberRow): MailContext => ({ clubName, language, username });

  async function send(to: string, mail: Mail): Promise<void> {
    if (config.logMails) {
      strapi.log.info(`Mail to ${to} (SMTP_HOST is not set): ${mail.subject}\n\n${mail.text}\n`);
      return;
    }
    try {
      await sendMail(strapi, to, mail, config.mailTimeoutMs);
    } catch (error) {
      // The address does not exist, or takes no mail of ours: another attempt would change nothing.
      if (smtpError.safeParse(error).success)
        throw new UnrecoverableError('The mail server refused the mail');
      throw error;
    }
  }

  async function sendLink(mail: LinkMail, subject: string, to: string, context: MailContext): Promise<void> {
    const token = await tokens.create(purposes[mail], subject, to, config.now());
    await send(to, linkMail(mail, linkUrl(mail, token, context.language, config.websiteUrl), context));
  }

  async function tellOfProvider({
    kind,
    member: id,
    provider,
  }: MailRequest & { kind: 'provider-linked' | 'provider-unlinked' }): Promise<void> {
    const member = await members.byDocumentId(id);
    const title = providerTitles[provider];
    if (member) await send(member.email, noticeMail(kind, { ...contextOf(member), provider: title }));
  }

  /** Names what is opened: somebody else may have registered with the address. */
  async function sendRegistration({ documentId, email, language, username, provider }: Registration) {
    const context = { clubName, language, opens: { username, provider: provider ?? null } };
    await sendLink('register', documentId, email, context);
  }

  const deliver: { [Kind in MailRequest['kind']]: (request: MailRequest & { kind: Kind }) => Promise<void> } =
    {
      async register({ registration, email }) {
        const member = await members.byIdentifier(email);
        if (member) return send(member.email, noticeMail('known', contextOf(member)));
        const known = await registrations.byDocumentId(registration, config.now());
        if (known) await sendRegistration(known);
      },

      async resend({ email }) {
        const member = await members.byEmail(email);
        if (member?.confirmed === true || member?.blocked === true) return;
        if (member) return sendLink('verify', member.documentId, email, contextOf(member));
        for (const registration of await registrations.byEmail(email, config.now()))
          await sendRegistration(registration);
      },

      async forgot({ email }) {
        const member = await members.byEmail(email);
        if (member && member.blocked !== true)
          await sendLink('reset', member.documentId, email, contextOf(member));
      },

      async 'password-changed'({ member: id }) {
        const member = await members.byDocumentId(id);
        if (member) await send(member.email, noticeMail('password-changed', contextOf(member)));
      },

      async 'change-email'({ member: id, email, proof }) {
        const holder = await members.byIdentifier(email);
        if (holder) return send(email, noticeMail('email-taken', contextOf(holder)));
        const { language, token } = await strapi.db.transaction(async () => {
          const member = await members.byDocumentId(id);
          const isSame = member && proofOf(member) === proof && (await members.isUnchanged(member));
          if (!isSame) return { language: null, token: null };
          const made = await tokens.create('change-email', id, email, config.now());
          return { language: member.language, token: made };
        });
        // Without the member's name: the address may be a stranger's.
        if (token !== null)
          await send(
            email,
            linkMail('change-email', linkUrl('change-email', token, language, config.websiteUrl), {
              clubName,
              language,
            }),
          );
      },

      async 'email-asked'({ member: id, email }) {
        const member = await members.byDocumentId(id);
        if (member) await send(member.email, noticeMail('email-asked', { ...contextOf(member), email }));
      },

      async 'email-changed'({ member: id, formerEmail }) {
        const member = await members.byDocumentId(id);
        if (!member) return;
        const context = { ...contextOf(member), email: member.email };
        await send(formerEmail, noticeMail('email-changed', context));
      },

      'provider-linked': tellOfProvider,
      'provider-unlinked': tellOfProvider,
    };

  return async function deliverMail(request: MailRequest): Promise<void> {
    // Safe cast: a request's kind names the function that takes it.
    const handler = deliver[request.kind] as (request: MailRequest) => Promise<void>;
    await handler(request);
  };
}
