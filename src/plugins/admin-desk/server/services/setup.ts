import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { consume, limiterOf } from '../../../../shared/server/redis';
import type { Language } from '../../../../shared/server/languages';
import { permissions as integrations } from '../../../integrations/contract/permissions';
import { integrationsService } from '../../../integrations/server/services';
import type { Message } from '../../../jobs/contract/message';
import type { SetupAnswer, TryAnswer } from '../../contract/setup';
import type { AdminDeskConfig } from '../config';
import { testMail } from '../domain/alert-mail';
import { setupItems } from '../domain/setup';
import { alertMessages, mailTexts } from '../domain/texts';
import type { Staff } from './access';
import { countManagers } from './alert-mail/recipients';
import { problemOf, sendMail } from '../../../../shared/server/send-mail';

/** Whoever tries something. */
export interface Tester {
  staff: Staff;
  email: string;
  language: Language;
}

const dismissedKey = 'setupDismissed';

/** What is set up, and whether it works. */
export function createSetup({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<AdminDeskConfig>('plugin::admin-desk');
  const store = strapi.store({ type: 'plugin', name: 'admin-desk' });
  const { calls, seconds } = config.tries;
  // Of this process alone: it only keeps somebody from sending mail after mail.
  const limiter = limiterOf({ keyPrefix: 'admin-desk:tries', points: calls, duration: seconds }, null);

  async function tryMail({ email, language }: Tester): Promise<Message | null> {
    if (!config.mail) throw new errors.ApplicationError('Mail is off.');
    try {
      await sendMail(strapi, email, testMail(config.clubName, language), config.tryTimeoutMs);
      return null;
    } catch (error) {
      return alertMessages.say('mail.reason', { said: problemOf(error) });
    }
  }

  async function tryIntegration(name: string, { staff }: Tester): Promise<Message | null> {
    // A check that works resumes the integration's jobs.
    if (!staff.may(integrations.manage)) throw new errors.ForbiddenError();
    return integrationsService(strapi).check(name);
  }

  return {
    async read(staff: Staff): Promise<SetupAnswer['data']> {
      const cards = await integrationsService(strapi).cards();
      const items = setupItems({
        mail: config.mail,
        publicUrl: strapi.config.get<string>('admin.absoluteUrl'),
        hasWebsite: config.hasWebsite,
        managers: await countManagers(strapi),
        integrations: cards.map(({ name, state, missing }) => ({ name, isOn: state !== 'off', missing })),
        isMysql: strapi.db.dialect.client !== 'sqlite',
        hasRedis: config.hasRedis,
        signIn: config.signIn,
        mayTry: staff.may(integrations.manage),
      });
      return { items, isDismissed: (await store.get({ key: dismissedKey })) === true };
    },

    /** The home page does not remind anybody of it any more. */
    dismiss: (): Promise<void> => store.set({ key: dismissedKey, value: true }),

    /**
     * Sends a test mail to whoever asks, or asks an integration whether it lets us in.
     *
     * @throws RateLimitError; ForbiddenError; NotFoundError; ApplicationError when it is off
     */
    async try(name: string, tester: Tester): Promise<TryAnswer['data']> {
      const wait = await consume(limiter, String(tester.staff.user.id));
      if (wait !== null)
        throw new errors.RateLimitError(mailTexts.translate(tester.language, 'too-many', { seconds: wait }));
      const isMail = name === 'mail';
      const problem = isMail ? await tryMail(tester) : await tryIntegration(name, tester);
      return { problem, email: isMail ? tester.email : null };
    },
  };
}
