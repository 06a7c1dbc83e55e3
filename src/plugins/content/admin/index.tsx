import type { StrapiApp } from '@strapi/strapi/admin';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { registerTexts } from '../../../admin/texts/registerTexts';
import { keptTyping } from './kept-typing';
import { EnglishFirst } from './panels/EnglishFirst';
import { pluginId } from './plugin-id';
import { keepRefusedForms } from './refused-saves';
import { closeSharedFields } from './shared-fields';
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

  bootstrap(app: Pick<StrapiApp, 'getPlugin' | 'registerHook'>): void {
    keepRefusedForms();
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', closeSharedFields);
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addEditViewSidePanel([EnglishFirst]);
  },

  registerTrads: registerTexts(pluginId, en, {
    it: () => import('./translations/it.json'),
    fr: () => import('./translations/fr.json'),
    es: () => import('./translations/es.json'),
  }),
};
