import en from './messages/en.json';

/** Names and sentences for staff that the server gives; the other languages are beside the English texts. */
export const messageTexts = en;

/** Before the keys of these texts, in the panel's ids. */
export const messagePrefix = 'event-sync.message';
