import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { defaultLanguage, languages } from './shared/server/languages';
import { wrapAction } from './shared/server/wrap-action';

/** Strapi's own getter has no types. */
interface Locales {
  find(): Promise<unknown>;
  findById(id: unknown): Promise<unknown>;
  create(locale: { code: string; name: string }): Promise<unknown>;
  setDefaultLocale(locale: { code: string }): Promise<unknown>;
}

const locale = z.object({ code: z.string() });
const existing = z.array(locale);
const body = z.looseObject({ isDefault: z.unknown().optional() });
const params = z.looseObject({ id: z.unknown().optional() });

const localesOf = (strapi: Core.Strapi): Locales => strapi.plugin('i18n').service('locales');

/**
 * Protects the club's languages: deleting one in Strapi deletes all its content, including English once another language
 * is the default, and nobody reads content in other languages. The settings page can still rename them.
 */
export function guardLocales(strapi: Core.Strapi): void {
  function guard(name: string, isRefused: (request: { body: unknown; id: unknown }) => unknown): void {
    wrapAction(strapi.plugin('i18n').controller('locales'), name, async (ctx, original) => {
      const { id } = params.parse(ctx.params);
      if (await isRefused({ body: ctx.request.body, id }))
        throw new errors.ValidationError(
          `The languages are ${languages.join(', ')}, and ${defaultLanguage} is the default: they can be renamed, and nothing else`,
        );
      return original();
    });
  }

  guard('createLocale', () => true);
  const codeOf = async (id: unknown): Promise<string | undefined> =>
    locale.safeParse(await localesOf(strapi).findById(id)).data?.code;
  // The form always sends `isDefault`, with the current value.
  guard('updateLocale', async (request) => {
    const isDefault = Boolean(body.safeParse(request.body).data?.isDefault);
    return isDefault && (await codeOf(request.id)) !== defaultLanguage;
  });
  guard('deleteLocale', async ({ id }) => {
    const deleted = await codeOf(id);
    return languages.some((code) => code === deleted);
  });
}

/** Creates missing languages, and keeps an administrator's names of the others. */
export async function ensureLocales({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const locales = localesOf(strapi);
  const known = existing.parse(await locales.find()).map(({ code }) => code);
  for (const code of languages) {
    const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    if (!known.includes(code)) await locales.create({ code, name: `${name} (${code})` });
  }
  // An older version allowed to change it.
  await locales.setDefaultLocale({ code: defaultLanguage });
}
