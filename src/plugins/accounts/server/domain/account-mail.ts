import { escapeHtml } from '../../../../shared/server/escape-html';
import type { Language } from '../../../../shared/server/languages';
import type { Mail } from '../../../../shared/server/send-mail';
import { providerTitles, type Provider } from './providers';
import { accountTexts } from './texts';

/** Mails with a link, and where it leads beneath the website's address. */
export const linkPaths = {
  register: '/account/verify-email',
  verify: '/account/verify-email',
  'change-email': '/account/verify-email',
  reset: '/account/reset-password',
} as const;
export type LinkMail = keyof typeof linkPaths;

/** Mails that only tell something. */
export type NoticeMail =
  | 'known'
  | 'password-changed'
  | 'email-asked'
  | 'email-taken'
  | 'email-changed'
  | 'provider-linked'
  | 'provider-unlinked';

export interface MailContext {
  language: Language;
  clubName: string;
  /** Whether somebody reads replies. */
  takesReplies: boolean;
  /** Absent where the reader has no account, and the name is somebody else's choice. */
  username?: string;
  /** The account that the link opens: its name, and who its owner signs in with, if not with a password. */
  opens?: { username: string; provider: Provider | null };
  /** The other address that the mail is about. */
  email?: string;
  /** Where they have the account that the mail is about: `Google`. */
  provider?: string;
}

/** With a word joiner after each dot: mail programs would make a link of a name like `evil.example`. */
const unlinked = (name: string): string => name.replaceAll('.', '.\u2060');

/** The address of a page that takes a token. @param baseUrl the website's, or the server's own where there is none */
export const linkUrl = (mail: LinkMail, token: string, language: Language, baseUrl: string): string =>
  `${baseUrl}${linkPaths[mail]}?${new URLSearchParams({ token, lang: language }).toString()}`;

/** A mail with a link. @param url what `linkUrl` has made */
export function linkMail(mail: LinkMail, url: string, context: MailContext): Mail {
  const { language } = context;
  const label = accountTexts.translate(language, `${mail}.action`);
  const below = accountTexts.translate(language, 'link', { url });
  const button = `<p><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></p><p><small>${escapeHtml(below)}</small></p>`;
  return compose(mail, context, { text: `${label}: ${url}`, html: button });
}

/** A mail that only tells something. */
export const noticeMail = (mail: NoticeMail, context: MailContext): Mail => compose(mail, context);

function compose(
  mail: LinkMail | NoticeMail,
  { language, clubName: club, takesReplies, username, opens, email = '', provider = '' }: MailContext,
  link?: { text: string; html: string },
): Mail {
  const say = (key: Parameters<typeof accountTexts.translate>[1], values = {}): string =>
    accountTexts.translate(language, key, { club, email, provider, ...values });
  const before = [...(username === undefined ? [] : [say('greeting', { username })]), say(`${mail}.text`)];
  if (opens) {
    const { provider } = opens;
    const name = unlinked(opens.username);
    before.push(
      provider ? say('opens.provider', { name, provider: providerTitles[provider] }) : say('opens', { name }),
    );
  }
  const replies = say(takesReplies ? 'sender.replies' : 'sender.no-replies');
  const after = [say(`${mail}.note`), `${say('sender')} ${replies}`];
  const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const body = [...before.map(paragraph), link?.html ?? '', ...after.map(paragraph)].join('');
  return {
    // What a line break begins would be a header of its own.
    subject: say(`${mail}.subject`).replace(/\s+/g, ' '),
    text: [...before, ...(link ? [link.text] : []), ...after].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body>${body}</body></html>`,
  };
}
