import { textId } from './text-id';

type Texts = Readonly<Record<string, string>>;

/** Languages in files of their own, which are loaded when somebody reads them. */
type Translations = Readonly<Record<'it' | 'fr' | 'es', () => Promise<{ default: Texts }>>>;

interface Registered {
  locale: string;
  data: Record<string, string>;
}

/**
 * A plugin's `registerTrads`. What the panel's languages beyond the club's four lack is said in English.
 *
 * @param english every text of the plugin, by its key
 */
export const registerTexts = (pluginId: string, english: Texts, translations: Translations) => {
  const loaders: Partial<Record<string, () => Promise<{ default: Texts }>>> = translations;

  async function textsIn(locale: string): Promise<Registered> {
    const loaded = await loaders[locale]?.();
    const texts = Object.entries(loaded?.default ?? english);
    return { locale, data: Object.fromEntries(texts.map(([key, text]) => [textId(pluginId, key), text])) };
  }

  return ({ locales }: { locales: string[] }): Promise<Registered[]> => Promise.all(locales.map(textsIn));
};
