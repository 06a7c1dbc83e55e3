import { z } from 'zod';
import { languages } from '../../../content/server/domain/languages';

export { defaultLanguage, languages, type Language } from '../../../content/server/domain/languages';

export const language = z
  .enum(languages, { error: `must be one of ${languages.join(', ')}` })
  .meta({ id: 'Language', description: 'A language of the club; Strapi has locales of the same codes' });

export const languageQuery = z.object({
  lang: language
    .optional()
    .describe('The language of the answer. Without it, the best match of Accept-Language, else en.'),
});
