import en from './messages/en.json';

/** Sentences for staff that the server gives; the other languages are beside the English texts. */
export const messageTexts = en;

/** Before the keys of these texts, in the panel's ids. */
export const messagePrefix = 'patreon.message';
