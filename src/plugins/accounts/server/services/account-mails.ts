import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { sendMail, type Mail } from '../../../../shared/server/send-mail';
import { UnrecoverableError } from '../../../jobs/server/outcomes';
import type { AccountsConfig } from '../config';
import { linkMail, linkUrl, noticeMail, type LinkMail, type MailContext } from '../domain/account-mail';
import { providerTitles } from '../domain/providers';
import { proofOf, type MailRequest } from './mail-requests';
import type { MemberRow, Members } from './members';
import type { Registration, Registrations } from './registrations';
import type { TokenPurpose, Tokens } from './tokens';

const purposes: Readonly<Record<LinkMail, TokenPurpose>> = {
  register: 'register',
  verify: 'verify',
  'change-email': 'change-email',
  reset: 'reset-password',
};

const smtpError = z.object({ responseCode: z.number().min(500), rejected: z.array(z.string()).optional() });

/** Finds out which mail a request makes, and sends it. A token is made when its mail is sent: no job knows it. */
export function createAccountMails(
  strapi: Core.Strapi,
  { members, registrations, tokens }: { members: Members; registrations: Registrations; tokens: Tokens },
) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const { clubName, takesReplies } = config;
  const club = { clubName, takesReplies };
  const contextOf = ({ language, username }: MemberRow): MailContext => ({ ...club, language, username });

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

  const createToken = (mail: LinkMail, subject: string, to: string): Promise<string> =>
    tokens.create(purposes[mail], subject, to, config.now());
  const sendToken = (mail: LinkMail, token: string, to: string, context: MailContext): Promise<void> =>
    send(to, linkMail(mail, linkUrl(mail, token, context.language, config.websiteUrl), context));

  async function sendLink(mail: LinkMail, subject: string, to: string, context: MailContext): Promise<void> {
    await sendToken(mail, await createToken(mail, subject, to), to, context);
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
    const context = { ...club, language, opens: { username, provider: provider ?? null } };
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
        const link = await inTransaction(strapi, async () => {
          const member = await members.byDocumentId(id);
          if (!member || proofOf(member) !== proof || !(await members.isUnchanged(member))) return null;
          return { language: member.language, token: await createToken('change-email', id, email) };
        });
        // Without the member's name: the address may be a stranger's.
        if (link) await sendToken('change-email', link.token, email, { ...club, language: link.language });
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
