import panelEn from '../../../../shared/admin/translations/en.json';
import panelEs from '../../../../shared/admin/translations/es.json';
import panelFr from '../../../../shared/admin/translations/fr.json';
import panelIt from '../../../../shared/admin/translations/it.json';
import type { Language } from '../../../../shared/server/languages';
import { eventSyncMessages } from '../../../event-sync/server/domain/messages';
import { integrationMessages } from '../../../integrations/server/domain/messages';
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

const panelTexts = createMessages('shared', { en: panelEn, it: panelIt, fr: panelFr, es: panelEs });
const isPanelKey = (key: string): key is keyof typeof panelEn => Object.hasOwn(panelEn, key);

/** What the panel calls a kind of job; its name where it has no title. */
export function jobTitle(name: string, language: Language): string {
  const key = `job-title.${name}`;
  return isPanelKey(key) ? panelTexts.translate(language, key) : name;
}

/** Says any message of an alert in a language. */
export const messageText = createMessageText([alertMessages, eventSyncMessages, integrationMessages]);
