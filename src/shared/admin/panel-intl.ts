import type { StrapiApp } from '@strapi/strapi/admin';
import { createIntl, type IntlShape } from 'react-intl';
import { z } from 'zod';

/** The part of the panel's state that is used here (@strapi/admin's reducer.ts). */
const adminState = z.object({ admin_app: z.object({ language: z.object({ locale: z.string() }) }) });
const texts = z.record(z.string(), z.record(z.string(), z.string()));

/** The panel's language, which whoever is signed in may change at any time; undefined before the panel has one. */
export const panelLanguage = (state: unknown): string | undefined =>
  adminState.safeParse(state).data?.admin_app.language.locale;

/** The panel, as it is handed to a plugin's `register`. */
export type Panel = Pick<StrapiApp, 'configurations' | 'store'>;

/**
 * The panel's texts in its present language, for code outside of React components. Texts that a language lacks are
 * English, as in Strapi's own provider.
 */
export function panelIntl(panel: Panel): () => IntlShape {
  let made: { intl: IntlShape; from: object } | undefined;
  return () => {
    const locale = panelLanguage(panel.store?.getState()) ?? 'en';
    const from = panel.configurations.translations;
    if (made?.intl.locale !== locale || made.from !== from) {
      const { en = {}, [locale]: own = {} } = texts.parse(from);
      made = { intl: createIntl({ locale, messages: { ...en, ...own }, onError: () => undefined }), from };
    }
    return made.intl;
  };
}

/** Returns the text of an id in the panel's language; undefined if there is none. */
export type FindText = (id: string) => string | undefined;

export const textIn =
  (intl: IntlShape): FindText =>
  (id) =>
    Object.hasOwn(intl.messages, id) ? intl.formatMessage({ id }) : undefined;
