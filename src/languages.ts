import type { Core } from '@strapi/strapi';
import { z } from 'zod';

/** The club's languages; the first is the one the others fall back to. */
export const languages = [
  { code: 'en', name: 'English (en)' },
  { code: 'it', name: 'Italiano (it)' },
  { code: 'fr', name: 'Français (fr)' },
  { code: 'es', name: 'Español (es)' },
] as const;

const existing = z.array(z.object({ code: z.string() }));

/** Creates the languages that the club does not have yet, and leaves alone what an administrator renamed. */
export async function ensureLanguages({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const locales = strapi.db.query('plugin::i18n.locale');
  const known = existing.parse(await locales.findMany({ select: ['code'] })).map(({ code }) => code);
  for (const language of languages) {
    if (!known.includes(language.code)) await locales.create({ data: language });
  }
}
