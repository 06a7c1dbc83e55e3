import { createTexts, registerAllTrads } from '../../../shared/admin/texts';
import { ruleTexts } from '../contract/rules';
import en from './translations/en.json';

const own = createTexts('content', en, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});
const rules = createTexts('content.rule', ruleTexts, {
  it: () => import('../contract/rules/it.json'),
  fr: () => import('../contract/rules/fr.json'),
  es: () => import('../contract/rules/es.json'),
});

export const { useTexts, labelOf } = own;
export const ruleLabel = rules.labelOf;

export const registerTrads = registerAllTrads(own, rules);
