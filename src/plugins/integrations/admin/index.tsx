import type { StrapiApp } from '@strapi/strapi/admin';
import { Link } from '@strapi/icons';
import { permissions } from './permissions';
import { pluginId } from './plugin-id';
import { idOf } from './text-id';
import en from './translations/en.json';

const prefixed = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [idOf(key), text]));

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: en['title'] });
    app.addMenuLink({
      to: `plugins/${pluginId}`,
      icon: Link,
      intlLabel: { id: idOf('title'), defaultMessage: en['title'] },
      permissions: permissions.read,
      position: 7,
      Component: () => import('./pages/App'),
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
