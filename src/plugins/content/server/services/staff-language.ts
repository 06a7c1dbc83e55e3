import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, isLanguage, type Language } from '../../../../shared/server/languages';

const staffRequest = z.object({
  route: z.object({ info: z.object({ type: z.literal('admin') }) }),
  // Strapi's own spelling of the column.
  user: z.object({ preferedLanguage: z.string().nullish() }),
});

/**
 * The language in which whoever makes the current request uses the admin panel: of their profile, or else what the panel
 * says it shows (`admin/language-cookie.ts`). English for everybody else.
 */
export function staffLanguage(strapi: Core.Strapi): Language {
  const context = strapi.requestContext.get();
  const request = staffRequest.safeParse(context?.state);
  if (!request.success) return defaultLanguage;
  const language = request.data.user.preferedLanguage ?? context?.cookies.get('panel-language');
  return isLanguage(language) ? language : defaultLanguage;
}
