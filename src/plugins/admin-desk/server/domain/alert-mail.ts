import type { Language } from '../../../../shared/server/languages';
import { escapeHtml } from '../../../../shared/server/escape-html';
import type { Mail } from '../../../../shared/server/send-mail';
import type { Message } from '../../../jobs/contract/message';
import { alertPath, type Alert } from '../../contract/home';
import { alertMessages, jobTitle, mailTexts, messageText } from './texts';
import type { BegunAlert, News } from './open-alerts';

export interface MailContext {
  language: Language;
  clubName: string;
  /** The panel's address, without a slash at its end. */
  panelUrl: string;
  /** The club's, which times are given in (IANA). */
  timeZone: string;
}

/** More at once have one cause, and the page has them all. */
const mostListed = 20;

/** An alert in a mail: its title, a link to where something can be done, and what there is to say. */
interface Item {
  title: string;
  address: string;
  lines: string[];
}

/** The mail that tells somebody what has begun and what is over, in their language. */
export function alertMail({ begun, over }: Pick<News, 'begun' | 'over'>, context: MailContext): Mail {
  const { language, clubName, panelUrl } = context;
  const say = (key: Parameters<typeof mailTexts.translate>[1], values = {}): string =>
    oneLine(mailTexts.translate(language, key, values));
  const sections = [
    { heading: say('begun'), items: begun.map((each) => begunItem(each, context)) },
    { heading: say('over'), items: over.map((alert) => ({ ...itemOf(alert, context), lines: [] })) },
  ]
    .filter(({ items }) => items.length > 0)
    .map(({ heading, items }) => ({
      heading,
      items: items.slice(0, mostListed),
      more: items.length > mostListed ? say('more', { count: items.length - mostListed }) : null,
    }));
  const first = begun[0]?.alert ?? over[0];
  const subject = say(begun.length > 0 ? 'subject.begun' : 'subject.over', {
    club: clubName,
    count: begun.length > 0 ? begun.length : over.length,
    title: first ? alertTitle(first, language) : '',
  });
  const closing = {
    page: say('page'),
    address: `${panelUrl}/plugins/admin-desk`,
    why: say('why', { club: clubName }),
  };
  return { subject, text: textOf(sections, closing), html: htmlOf(sections, closing, language) };
}

/** A mail that shows that mail arrives. */
export function testMail(club: string, language: Language): Mail {
  const text = mailTexts.translate(language, 'test.text', { club });
  return {
    subject: mailTexts.translate(language, 'test.subject', { club }),
    text,
    html: `<!doctype html><html lang="${language}"><body><p>${escapeHtml(text)}</p></body></html>`,
  };
}

/** What an alert is about, in a sentence. */
export function alertTitle(alert: Alert, language: Language): string {
  switch (alert.kind) {
    case 'integration':
      return alertMessages.translate(language, 'integration', { title: alert.title });
    case 'queue':
      return alertMessages.translate(language, 'queue', {
        name: jobTitle(alert.name, language),
      });
    case 'sync': {
      const names = alert.targets.map(({ title }) => messageText(title, language));
      const targets = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
      return alertMessages.translate(language, 'sync', { title: alert.title, targets });
    }
    case 'mail':
      return alertMessages.translate(language, 'mail');
  }
}

function itemOf(alert: Alert, { language, panelUrl }: MailContext): Item {
  return { title: oneLine(alertTitle(alert, language)), address: panelUrl + alertPath(alert), lines: [] };
}

function begunItem({ alert, since }: BegunAlert, context: MailContext): Item {
  const { language, timeZone } = context;
  const said = (message: Message): string => oneLine(messageText(message, language));
  const reasons = alert.kind === 'sync' ? alert.targets.map(({ detail }) => detail) : [alert.reason];
  const whatToDo = alert.kind === 'sync' ? null : alert.whatToDo;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    ...itemOf(alert, context),
    lines: [
      ...new Set(reasons.flatMap((reason) => (reason === null ? [] : said(reason)))),
      ...(whatToDo === null
        ? []
        : [alertMessages.translate(language, 'what-to-do', { whatToDo: said(whatToDo) })]),
      alertMessages.translate(language, 'since', { since: `${time.format(since)} (${timeZone})` }),
    ],
  };
}

interface Section {
  heading: string;
  items: readonly Item[];
  /** That there is more than is listed. */
  more: string | null;
}
type Closing = Record<'page' | 'address' | 'why', string>;

function textOf(sections: readonly Section[], { page, address, why }: Closing): string {
  const item = ({ title, address: its, lines }: Item): string =>
    [`- ${title}`, ...lines.map((line) => `  ${line}`), `  ${its}`].join('\n');
  const parts = sections.map(({ heading, items, more }) =>
    [heading, ...items.map(item), ...(more === null ? [] : [more])].join('\n\n'),
  );
  return [...parts, `${page}: ${address}`, why].join('\n\n');
}

function htmlOf(sections: readonly Section[], { page, address, why }: Closing, language: Language): string {
  const link = (to: string, text: string): string => `<a href="${escapeHtml(to)}">${escapeHtml(text)}</a>`;
  const item = ({ title, address: its, lines }: Item): string =>
    `<li><p><strong>${link(its, title)}</strong></p>${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</li>`;
  const parts = sections.map(
    ({ heading, items, more }) =>
      `<p>${escapeHtml(heading)}</p><ul>${items.map(item).join('')}</ul>${more === null ? '' : `<p>${escapeHtml(more)}</p>`}`,
  );
  const body = [...parts, `<p>${link(address, page)}</p>`, `<p><small>${escapeHtml(why)}</small></p>`];
  return `<!doctype html><html lang="${language}"><body>${body.join('')}</body></html>`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
