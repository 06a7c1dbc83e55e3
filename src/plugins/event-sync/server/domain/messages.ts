import { untranslated, type Message } from '../../../jobs/contract/message';
import { createMessages } from '../../../jobs/server/domain/messages';
import { messagePrefix, messageTexts } from '../../contract/message-texts';
import es from '../../contract/messages/es.json';
import fr from '../../contract/messages/fr.json';
import it from '../../contract/messages/it.json';

export const eventSyncMessages = createMessages(messagePrefix, { en: messageTexts, it, fr, es });

const isKey = (key: string): key is keyof typeof messageTexts => Object.hasOwn(messageTexts, key);

/** What staff call a target; one that has no translation keeps its English title. */
export function targetTitle(name: string, title: string): Message {
  const key = `target.${name}`;
  return isKey(key) ? eventSyncMessages.say(key) : untranslated(title);
}
