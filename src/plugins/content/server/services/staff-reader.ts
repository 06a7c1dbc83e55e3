import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { staffLanguage } from '../domain/in-use';
import type { Language } from '../domain/languages';

const reader = z.object({ state: z.object({ user: z.object({ preferedLanguage: z.unknown() }) }) });

/** The language that whoever makes this request reads the admin panel in; English for everybody else. */
export const readingLanguage = (strapi: Core.Strapi): Language =>
  staffLanguage(reader.safeParse(strapi.requestContext.get()).data?.state.user.preferedLanguage);
