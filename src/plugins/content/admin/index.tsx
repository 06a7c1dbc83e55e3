import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../shared/admin/content-manager';
import { SlugInput } from './components/SlugInput';
import { ConflictDialog } from './conflicts/ConflictDialog';
import { guardSaves } from './conflicts/guard-saves';
import { registerCustomFields } from './custom-fields';
import { preventSaveOnEnter } from './enter-key';
import { StaleErrors } from './errors/StaleErrors';
import { languageCookie } from './language-cookie';
import { lastingRefusals } from './lasting-refusals';
import { formatColumns } from './list-cells';
import { openListsWithTheirView } from './lists/open-with-view';
import { ViewPicker } from './lists/ViewPicker';
import { DatedAheadPanel } from './panels/DatedAheadPanel';
import { EnglishFirst } from './panels/EnglishFirst';
import { translateRefusals } from './refusals';
import { dropOptimisticUpdates, keepFormsOfRefusedSaves, skipReloadOfDeleted } from './refused-saves';
import { hidePosition, labelRows } from './rows/row-layout';
import { disableSharedFields } from './shared-fields';
import { registerTrads } from './texts';
import { DateTimeInput } from './times/lazy-input';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'content', name: 'Content' });
    app.addMiddlewares([dropOptimisticUpdates, languageCookie, lastingRefusals]);
    translateRefusals(app);
    guardSaves(app);
    // These replace Strapi's own: its `uid` fills in the type's name while there is no title, and its `datetime` shows
    // times in the browser's time zone without saying so.
    app.addFields([
      { type: 'uid', Component: SlugInput },
      { type: 'datetime', Component: DateTimeInput },
    ]);
    registerCustomFields(app);
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin' | 'registerHook'>): void {
    keepFormsOfRefusedSaves();
    skipReloadOfDeleted();
    openListsWithTheirView();
    preventSaveOnEnter();
    for (const change of [disableSharedFields, labelRows, hidePosition])
      app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', change);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', formatColumns);
    const contentManager: unknown = app.getPlugin('content-manager');
    if (!isContentManager(contentManager)) return;
    contentManager.apis.addEditViewSidePanel([EnglishFirst, DatedAheadPanel]);
    contentManager.injectComponent('editView', 'right-links', {
      name: 'conflict',
      Component: ConflictDialog,
    });
    contentManager.injectComponent('editView', 'right-links', {
      name: 'stale-errors',
      Component: StaleErrors,
    });
    contentManager.injectComponent('listView', 'actions', { name: 'list-views', Component: ViewPicker });
  },

  registerTrads,
};
