/** The club's languages. English comes first and is there for every document: it stands in for what others lack. */
export const languages = ['en', 'it', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'en';
