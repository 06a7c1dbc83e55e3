import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../shared/admin/content-manager';
import { SlugInput } from './components/SlugInput';
import { preventSaveOnEnter } from './enter-key';
import { languageCookie } from './language-cookie';
import { lastingRefusals } from './lasting-refusals';
import { DatedAheadPanel } from './panels/DatedAheadPanel';
import { EnglishFirst } from './panels/EnglishFirst';
import { translateRefusals } from './refusals';
import { dropOptimisticUpdates, keepFormsOfRefusedSaves, skipReloadOfDeleted } from './refused-saves';
import { disableSharedFields } from './shared-fields';
import { labelOf, registerTrads } from './texts';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'content', name: 'Content' });
    app.addMiddlewares([dropOptimisticUpdates, languageCookie, lastingRefusals]);
    translateRefusals(app);
    // Replaces Strapi's own input, which fills in the type's name while there is no title.
    app.addFields({ type: 'uid', Component: SlugInput });
    app.customFields.register({
      name: 'string-list',
      pluginId: 'content',
      type: 'json',
      intlLabel: labelOf('string-list.label'),
      intlDescription: labelOf('string-list.description'),
      components: { Input: () => import('./components/StringListInput') },
    });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin' | 'registerHook'>): void {
    keepFormsOfRefusedSaves();
    skipReloadOfDeleted();
    preventSaveOnEnter();
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', disableSharedFields);
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager))
      contentManager.apis.addEditViewSidePanel([EnglishFirst, DatedAheadPanel]);
  },

  registerTrads,
};
