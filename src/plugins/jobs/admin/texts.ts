import { createTexts, registerAllTrads } from '../../../shared/admin/texts';
import englishTitles from '../contract/titles/en.json';
import { messagePrefix, messageTexts } from '../contract/message-texts';
import en from './translations/en.json';

const own = createTexts('jobs', en, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});
/** What kinds of jobs are called, by their names. */
const titles = createTexts('jobs.title', englishTitles, {
  it: () => import('../contract/titles/it.json'),
  fr: () => import('../contract/titles/fr.json'),
  es: () => import('../contract/titles/es.json'),
});
const messages = createTexts(messagePrefix, messageTexts, {
  it: () => import('../contract/messages/it.json'),
  fr: () => import('../contract/messages/fr.json'),
  es: () => import('../contract/messages/es.json'),
});

export const { useTexts, labelOf } = own;

export const registerTrads = registerAllTrads(own, titles, messages);
