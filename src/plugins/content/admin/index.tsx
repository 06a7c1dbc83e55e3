import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../admin/contentManager';
import { registerTexts } from '../../../admin/texts/registerTexts';
import { SlugInput } from './components/SlugInput';
import { keptTyping } from './kept-typing';
import { keepEnterFromSaving } from './no-enter-saves';
import { EnglishFirst } from './panels/EnglishFirst';
import { DatedAheadPanel } from './panels/DatedAheadPanel';
import { pluginId } from './plugin-id';
import { keepRefusedForms } from './refused-saves';
import { closeSharedFields } from './shared-fields';
import { toldLanguage } from './told-language';
import en from './translations/en.json';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: pluginId, name: 'Content' });
    app.addMiddlewares([keptTyping, toldLanguage]);
    // In place of Strapi's own, which fills in the type's name where there is no title yet.
    app.addFields({ type: 'uid', Component: SlugInput });
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
    keepEnterFromSaving();
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', closeSharedFields);
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager))
      contentManager.apis.addEditViewSidePanel([EnglishFirst, DatedAheadPanel]);
  },

  registerTrads: registerTexts(pluginId, en, {
    it: () => import('./translations/it.json'),
    fr: () => import('./translations/fr.json'),
    es: () => import('./translations/es.json'),
  }),
};
