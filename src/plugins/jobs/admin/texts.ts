import { createTexts } from '../../../shared/admin/texts';
import englishTitles from '../contract/titles/en.json';
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

export const { useTexts, labelOf } = own;

export const registerTrads = async (asked: { locales: string[] }) =>
  (await Promise.all([own.registerTrads(asked), titles.registerTrads(asked)])).flat();
