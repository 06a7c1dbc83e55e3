import { z } from 'zod';

/** The club's languages, the default first. Strapi's locales have the same codes. */
export const languages = ['en', 'it', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'en';

export const language = z
  .enum(languages, { error: `must be one of ${languages.join(', ')}` })
  .meta({ id: 'Language', description: 'A language of the club' });

export const languageQuery = z.object({
  lang: language
    .optional()
    .describe('The language of the answer. Without it, the best match of Accept-Language, else en.'),
});
