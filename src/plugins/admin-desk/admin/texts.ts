import { createTexts, registerAllTrads } from '../../../shared/admin/texts';
import { alertPrefix, alertTexts } from '../contract/alert-texts';
import en from './translations/en.json';

const own = createTexts('admin-desk', en, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});
const alerts = createTexts(alertPrefix, alertTexts, {
  it: () => import('../contract/alerts/it.json'),
  fr: () => import('../contract/alerts/fr.json'),
  es: () => import('../contract/alerts/es.json'),
});

export const { useTexts, labelOf } = own;
export const useAlertTexts = alerts.useTexts;

export const registerTrads = registerAllTrads(own, alerts);
