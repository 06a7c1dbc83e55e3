import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { languages } from './plugins/content/server/domain/languages';

/** Strapi's own getter has no types. */
interface Locales {
  find(): Promise<unknown>;
  create(locale: { code: string; name: string }): Promise<unknown>;
}

const existing = z.array(z.object({ code: z.string() }));

/** Creates the languages that the club does not have yet, and leaves alone what an administrator renamed. */
export async function ensureLanguages({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const locales: Locales = strapi.plugin('i18n').service('locales');
  const known = existing.parse(await locales.find()).map(({ code }) => code);
  for (const code of languages) {
    const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    if (!known.includes(code)) await locales.create({ code, name: `${name} (${code})` });
  }
}
