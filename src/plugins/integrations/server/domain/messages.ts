import { message, untranslated, type Message } from '../../../jobs/contract/message';
import { createMessages } from '../../../jobs/server/domain/messages';
import { messagePrefix, messageTexts } from '../../contract/message-texts';
import es from '../../contract/messages/es.json';
import fr from '../../contract/messages/fr.json';
import it from '../../contract/messages/it.json';

export const integrationMessages = createMessages(messagePrefix, { en: messageTexts, it, fr, es });

const { say } = integrationMessages;

/** That a remote system has answered with an error, and what it said itself, which stays as it is. */
export const answered = (title: string, status: number, said: string | null): Message =>
  said === null ? say('answered', { title, status }) : say('answered-saying', { title, status, said });

/** A message as it is stored. Absent in rows from before messages had ids, which have the English text alone. */
export const storedMessage = message.nullable().catch(null);

/** What a row says: the message, or the English text that is all there is. */
export const messageIn = (stored: Message | null, text: string | null): Message =>
  stored ?? untranslated(text ?? '');
