import { createMessages } from '../../../jobs/server/domain/messages';
import en from '../texts/en.json';
import es from '../texts/es.json';
import fr from '../texts/fr.json';
import it from '../texts/it.json';

/** What mails and pages of accounts say. */
export const accountTexts = createMessages('accounts', { en, it, fr, es });
