import type { StrapiApp } from '@strapi/strapi/admin';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { EventSyncPanel } from './panels/EventSyncPanel';
import { pluginId } from './plugin-id';
import { idOf } from './text-id';
import en from './translations/en.json';

/** As much of the content manager as is used here; an app's plugins have no types of their own. */
interface ContentManager {
  apis: { addEditViewSidePanel: (panels: PanelComponent[]) => void };
}

const isContentManager = (plugin: unknown): plugin is ContentManager =>
  typeof plugin === 'object' &&
  plugin !== null &&
  'apis' in plugin &&
  typeof plugin.apis === 'object' &&
  plugin.apis !== null &&
  'addEditViewSidePanel' in plugin.apis;

const prefixed = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [idOf(key), text]));

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: en['title'] });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addEditViewSidePanel([EventSyncPanel]);
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
