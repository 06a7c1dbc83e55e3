import * as React from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import english from './translations/en.json';

type Texts<Key extends string = string> = Readonly<Record<Key, string>>;

/** The panel's other languages, each in a file that is loaded when somebody reads it. */
type Translations = Readonly<Record<'it' | 'fr' | 'es', () => Promise<{ default: Texts }>>>;

export type ReadText<Key extends string> = (key: Key, values?: Record<string, PrimitiveType>) => string;

/** The id of a text among those of all plugins. */
const textId = (pluginId: string, key: string): string => `${pluginId}.${key}`;

const createUseTexts =
  <Key extends string>(pluginId: string, texts: Texts<Key>) =>
  (): ReadText<Key> => {
    const intl = useIntl();
    return React.useCallback(
      (key, values) => intl.formatMessage({ id: textId(pluginId, key), defaultMessage: texts[key] }, values),
      [intl],
    );
  };

const createLoader = (pluginId: string, texts: Texts, translations: Translations) => {
  const loaders: Partial<Record<string, () => Promise<{ default: Texts }>>> = translations;
  return async (locale: string): Promise<[id: string, text: string][]> => {
    const loaded = await loaders[locale]?.();
    return Object.entries(loaded?.default ?? texts).map(([key, text]) => [textId(pluginId, key), text]);
  };
};

const shared = 'shared';
const loadShared = createLoader(shared, english, {
  it: () => import('./translations/it.json'),
  fr: () => import('./translations/fr.json'),
  es: () => import('./translations/es.json'),
});

/** A hook that reads the texts of the shared components. */
export const useSharedTexts = createUseTexts(shared, english);

/**
 * A plugin's texts: a hook that reads them, `registerTrads` for its index, and what Strapi wants to know of a single text.
 * Languages of the panel without a translation get English.
 */
export function createTexts<Key extends string>(
  pluginId: string,
  texts: Texts<Key>,
  translations: Translations,
) {
  const load = createLoader(pluginId, texts, translations);
  return {
    useTexts: createUseTexts(pluginId, texts),
    /** For Strapi's own `intlLabel`s. */
    labelOf: (key: Key) => ({ id: textId(pluginId, key), defaultMessage: texts[key] }),
    registerTrads: ({ locales }: { locales: string[] }) =>
      Promise.all(
        locales.map(async (locale) => {
          // Every plugin brings the shared texts along, since shared code cannot register any. Strapi merges them.
          const entries = await Promise.all([loadShared(locale), load(locale)]);
          return { locale, data: Object.fromEntries(entries.flat()) };
        }),
      ),
  };
}
