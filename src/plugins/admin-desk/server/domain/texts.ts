import type { Language } from '../../../../shared/server/languages';
import { eventSyncMessages } from '../../../event-sync/server/domain/messages';
import { integrationMessages } from '../../../integrations/server/domain/messages';
import titlesEn from '../../../jobs/contract/titles/en.json';
import titlesEs from '../../../jobs/contract/titles/es.json';
import titlesFr from '../../../jobs/contract/titles/fr.json';
import titlesIt from '../../../jobs/contract/titles/it.json';
import { jobMessages } from '../../../jobs/server/domain/job-messages';
import { createMessages, createMessageText } from '../../../jobs/server/domain/messages';
import { alertPrefix, alertTexts } from '../../contract/alert-texts';
import es from '../../contract/alerts/es.json';
import fr from '../../contract/alerts/fr.json';
import it from '../../contract/alerts/it.json';
import mailEn from '../texts/en.json';
import mailEs from '../texts/es.json';
import mailFr from '../texts/fr.json';
import mailIt from '../texts/it.json';

export const alertMessages = createMessages(alertPrefix, { en: alertTexts, it, fr, es });
export const mailTexts = createMessages('admin-desk.mail', {
  en: mailEn,
  it: mailIt,
  fr: mailFr,
  es: mailEs,
});

const titles: Readonly<Record<Language, Readonly<Partial<Record<string, string>>>>> = {
  en: titlesEn,
  it: titlesIt,
  fr: titlesFr,
  es: titlesEs,
};

/** What the panel calls a kind of job; its name where it has no title. */
export const jobTitle = (name: string, language: Language): string => titles[language][name] ?? name;

/** Says any message of an alert in a language. */
export const messageText = createMessageText([
  alertMessages,
  eventSyncMessages,
  integrationMessages,
  jobMessages,
]);
