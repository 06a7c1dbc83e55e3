import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, isLanguage, type Language } from '../../../../shared/server/languages';

const staffRequest = z.object({
  route: z.object({ info: z.object({ type: z.literal('admin') }) }),
  // Strapi's own spelling of the column.
  user: z.object({ preferedLanguage: z.string().nullish() }),
});

/**
 * The panel language of the current request's user: from their profile, or else from the panel's cookie
 * (`admin/language-cookie.ts`). English for other requests.
 */
export function staffLanguage(strapi: Core.Strapi): Language {
  const context = strapi.requestContext.get();
  const request = staffRequest.safeParse(context?.state);
  if (!request.success) return defaultLanguage;
  const language = request.data.user.preferedLanguage ?? context?.cookies.get('panel-language');
  return isLanguage(language) ? language : defaultLanguage;
}
