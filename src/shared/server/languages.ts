/** The club's languages. English comes first and is there for every document: it stands in for what others lack. */
export const languages = ['en', 'it', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'en';

export const isLanguage = (value: unknown): value is Language => languages.some((each) => each === value);

/** What the document service takes for "not given": the default language then. */
export const isNoLocale = (locale: unknown): boolean =>
  locale === undefined || locale === null || locale === '';

/** Whether a `locale` of one or more languages, as publishing takes it, includes a language. */
export function includesLanguage(locale: unknown, language: string): boolean {
  const asked: unknown[] = isNoLocale(locale) ? [defaultLanguage] : [locale].flat();
  return asked.includes('*') || asked.includes(language);
}

export const includesEnglish = (locale: unknown): boolean => includesLanguage(locale, defaultLanguage);

/**
 * Whether an action of the document service can be asked with this `locale`. A save is one of one language, which its data is in; what reads or publishes takes several. Deleting takes any, or a language that should not be there could not be removed.
 */
export function isLocaleFor(action: string, locale: unknown): boolean {
  if (isNoLocale(locale) || isLanguage(locale)) return true;
  if (action === 'create' || action === 'update') return false;
  if (locale === '*' || action === 'delete') return true;
  return (
    Array.isArray(locale) && locale.length > 0 && locale.every((each) => each === '*' || isLanguage(each))
  );
}
