import { messagePrefix, messageTexts } from '../../contract/message-texts';
import es from '../../contract/messages/es.json';
import fr from '../../contract/messages/fr.json';
import it from '../../contract/messages/it.json';
import { createMessages } from './messages';

/** What is stored of a job for staff to read: why it failed, or why it waits. */
export const jobMessages = createMessages(messagePrefix, { en: messageTexts, it, fr, es });
