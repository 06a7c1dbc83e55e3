import { createMessages } from '../../../jobs/server/domain/messages';
import { messagePrefix, messageTexts } from '../../contract/message-texts';
import es from '../../contract/messages/es.json';
import fr from '../../contract/messages/fr.json';
import it from '../../contract/messages/it.json';

export const patreonMessages = createMessages(messagePrefix, { en: messageTexts, it, fr, es });
