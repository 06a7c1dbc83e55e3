import en from './alerts/en.json';

/** What alerts say, on the page and in mails; the other languages are beside the English texts. */
export const alertTexts = en;

/** Before the keys of these texts, in the panel's ids. */
export const alertPrefix = 'admin-desk.alert';
