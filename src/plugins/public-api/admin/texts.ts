import { createTexts } from '../../../shared/admin/texts';
import en from './translations/en.json';

export const { useTexts, labelOf, registerTrads } = createTexts('public-api', en, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});
