import * as React from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import english from './translations/en.json';

type Texts<Key extends string = string> = Readonly<Record<Key, string>>;

/** The panel's other languages, each in a file that is loaded when somebody reads it. */
type Translations = Readonly<Record<'it' | 'fr' | 'es', () => Promise<{ default: Texts }>>>;

export type ReadText<Key extends string> = (key: Key, values?: Record<string, PrimitiveType>) => string;

/** A set of texts; `load` gives those of a language, with their ids among the texts of all plugins. */
function textsOf<Key extends string>(pluginId: string, texts: Texts<Key>, translations: Translations) {
  const idOf = (key: string): string => `${pluginId}.${key}`;
  const loaders: Partial<Record<string, () => Promise<{ default: Texts }>>> = translations;
  return {
    useTexts: (): ReadText<Key> => {
      const intl = useIntl();
      return React.useCallback(
        (key, values) => intl.formatMessage({ id: idOf(key), defaultMessage: texts[key] }, values),
        [intl],
      );
    },
    /** For Strapi's own `intlLabel`s. */
    labelOf: (key: Key) => ({ id: idOf(key), defaultMessage: texts[key] }),
    load: async (locale: string): Promise<[id: string, text: string][]> => {
      const loaded = await loaders[locale]?.();
      return Object.entries<string>(loaded?.default ?? texts).map(([key, text]) => [idOf(key), text]);
    },
  };
}

const shared = textsOf('shared', english, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});

export const useSharedTexts = shared.useTexts;

/**
 * A plugin's texts: a hook that reads them, `registerTrads` for its index, and what Strapi wants to know of a single text.
 * Languages of the panel without a translation get English.
 */
export function createTexts<Key extends string>(
  pluginId: string,
  texts: Texts<Key>,
  translations: Translations,
) {
  const { load, ...rest } = textsOf(pluginId, texts, translations);
  return {
    ...rest,
    registerTrads: ({ locales }: { locales: string[] }) =>
      Promise.all(
        locales.map(async (locale) => {
          // Every plugin brings the shared texts along, since shared code cannot register any. Strapi merges them.
          const entries = await Promise.all([shared.load(locale), load(locale)]);
          return { locale, data: Object.fromEntries(entries.flat()) };
        }),
      ),
  };
}

type RegisterTrads = ReturnType<typeof createTexts>['registerTrads'];

/** The `registerTrads` of a plugin with several sets of texts. */
export const registerAllTrads =
  (...sets: readonly { registerTrads: RegisterTrads }[]): RegisterTrads =>
  async (asked) =>
    (await Promise.all(sets.map(({ registerTrads }) => registerTrads(asked)))).flat();
