import type { StrapiApp } from '@strapi/strapi/admin';
import { keptTyping } from './kept-typing';
import { pluginId } from './plugin-id';
import en from './translations/en.json';

const prefixed = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${pluginId}.${key}`, text]));

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: 'Content' });
    app.addMiddlewares([keptTyping]);
    app.customFields.register({
      name: 'string-list',
      pluginId,
      type: 'json',
      intlLabel: { id: `${pluginId}.string-list.label`, defaultMessage: en['string-list.label'] },
      intlDescription: {
        id: `${pluginId}.string-list.description`,
        defaultMessage: en['string-list.description'],
      },
      components: { Input: () => import('./components/StringListInput') },
    });
  },

  async registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(locales.map(async (locale) => ({ locale, data: await textsIn(locale) })));
  },
};

/** What the panel's languages beyond the club's four lack is said in English. */
async function textsIn(locale: string): Promise<Record<string, string>> {
  switch (locale) {
    case 'it':
      return prefixed((await import('./translations/it.json')).default);
    case 'fr':
      return prefixed((await import('./translations/fr.json')).default);
    case 'es':
      return prefixed((await import('./translations/es.json')).default);
    default:
      return prefixed(en);
  }
}
