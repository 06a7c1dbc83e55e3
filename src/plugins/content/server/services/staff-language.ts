import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, isLanguage, type Language } from '../domain/languages';

const staffRequest = z.object({
  route: z.object({ info: z.object({ type: z.literal('admin') }) }),
  user: z.object({ preferedLanguage: z.string() }),
});

/** The language in which whoever makes the current request uses the admin panel; English for everybody else. */
export function staffLanguage(strapi: Core.Strapi): Language {
  const request = staffRequest.safeParse(strapi.requestContext.get()?.state);
  // Strapi's own spelling of the column.
  const language = request.data?.user.preferedLanguage;
  return isLanguage(language) ? language : defaultLanguage;
}
