import { createTexts, registerAllTrads } from '../../../shared/admin/texts';
import { messagePrefix, messageTexts } from '../contract/message-texts';
import en from './translations/en.json';

const own = createTexts('integrations', en, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});
const messages = createTexts(messagePrefix, messageTexts, {
  it: () => import('../contract/messages/it.json'),
  fr: () => import('../contract/messages/fr.json'),
  es: () => import('../contract/messages/es.json'),
});

export const { useTexts, labelOf } = own;

export const registerTrads = registerAllTrads(own, messages);
