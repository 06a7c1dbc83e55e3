import type { StrapiApp } from '@strapi/strapi/admin';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { registerTexts } from '../../../admin/texts/registerTexts';
import { EventSyncPanel } from './panels/EventSyncPanel';
import { pluginId } from './plugin-id';
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

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: en['title'] });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addEditViewSidePanel([EventSyncPanel]);
  },

  registerTrads: registerTexts(pluginId, en, {
    it: () => import('./translations/it.json'),
    fr: () => import('./translations/fr.json'),
    es: () => import('./translations/es.json'),
  }),
};
