import type { Core } from '@strapi/strapi';
import { backoffOf } from '../../../../../shared/server/backoff';
import { languages } from '../../../../../shared/server/languages';
import type { AdminDeskConfig } from '../../config';
import { alertMail } from '../../domain/alert-mail';
import { isHeldBack, newsFor, type OpenAlert } from '../../domain/open-alerts';
import type { Staff } from '../access';
import { createAlerts } from '../alerts';
import { createMailStore, sent } from './mail-store';
import { findRecipients, type Recipient } from './recipients';
import { problemOf, sendMail } from '../../../../../shared/server/send-mail';
import { createOpenAlerts, isMailed } from './open-alerts';

/** Sees everything: whether something needs a person does not depend on who looks. */
const everybody: Staff = {
  user: { id: 0, roles: [] },
  may: () => true,
  scopes: () => new Map(languages.map((language) => [language, 'all'])),
};

/** What has become of a recipient's mail. */
type Outcome = 'sent' | 'failed' | 'nothing';

/**
 * Tells staff by e-mail what needs a person, once, and once when it is over. What each has been told is written after their mail
 * was sent, and compared with how things stand: what is lost with a crash is made up for in the next run, and at most the mail that
 * was under way is repeated.
 */
export function createAlertMail({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<AdminDeskConfig>('plugin::admin-desk');
  const readAlerts = createAlerts({ strapi });
  const openAlerts = createOpenAlerts(strapi);
  const mails = createMailStore(strapi);

  async function look(now: number): Promise<OpenAlert[]> {
    const { alerts, isComplete } = await readAlerts(everybody);
    return openAlerts.observe({ alerts: alerts.filter(isMailed), isComplete, now }, config.calmMs);
  }

  async function tell(
    { id, email, language, staff }: Recipient,
    open: readonly OpenAlert[],
    now: number,
  ): Promise<Outcome> {
    const state = await mails.read(id);
    if (isHeldBack(state, now, config.restMs)) return 'nothing';
    const visible = open.length === 0 ? [] : (await readAlerts(await staff())).alerts;
    const news = newsFor(state.told, open, visible, { now, settleMs: config.settleMs });
    if (news === null) {
      // What could not be sent need not be sent any more.
      if (state.problem !== null) await mails.save(id, sent);
      return 'nothing';
    }
    // Over, but told in a form that cannot be read any more.
    const isEmpty = news.begun.length === 0 && news.over.length === 0;
    try {
      const { clubName, timeZone } = config;
      const panelUrl = strapi.config.get<string>('admin.absoluteUrl').replace(/\/$/, '');
      const mail = alertMail(news, { language, clubName, timeZone, panelUrl });
      if (!isEmpty) await sendMail(strapi, email, mail, config.sendTimeoutMs);
    } catch (error) {
      const attempts = state.attempts + 1;
      const retryAt = now + backoffOf(config.retry, attempts, 0);
      await mails.save(id, { attempts, retryAt, failedAt: state.failedAt ?? now, problem: problemOf(error) });
      return 'failed';
    }
    config.at('sent');
    await mails.save(id, { ...sent, told: news.told, toldAt: isEmpty ? state.toldAt : now });
    return isEmpty ? 'nothing' : 'sent';
  }

  return {
    /** @returns how many were sent and how many could not be; null without mail */
    async run(signal: AbortSignal): Promise<Record<'sent' | 'failed', number> | null> {
      if (!config.mail) return null;
      const open = await look(config.now());
      const recipients = await findRecipients(strapi);
      const counts = { sent: 0, failed: 0, nothing: 0 };
      for (const recipient of recipients) {
        signal.throwIfAborted();
        counts[await tell(recipient, open, config.now())] += 1;
      }
      await mails.keepOnly(recipients.map(({ id }) => id));
      return { sent: counts.sent, failed: counts.failed };
    },
  };
}
