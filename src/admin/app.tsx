import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../shared/admin/content-manager';
import { panelIntl } from '../shared/admin/panel-intl';
import { translateDialogTexts } from './dialog-texts';
import { withoutEnglishDeletion } from './english-deletion';
import { translateColumns, translateFilters } from './enumerations';
import logo from './extensions/logo.svg';
import { loadLanguagesOnDemand } from './language-on-demand';
import { withStatusFirst } from './status-column';
import { registerTrads } from './texts';
import { readSchemasInNewLanguage, translateSchemas } from './translated-schemas';

export default {
  config: {
    // English is built in.
    locales: ['it', 'fr', 'es'],
    auth: { logo },
    menu: { logo },
    head: { favicon: logo },
    tutorials: false,
    notifications: { releases: false },
    theme: {
      // Darker than Strapi's: texts in them have a contrast of 3.2 and 4.4 there, where WCAG asks for 4.5.
      light: { colors: { neutral500: '#6f6f8b', warning700: '#a34e00' } },
      dark: {},
    },
  },
  /** Runs after the registration of all plugins. */
  register(app: StrapiApp): void {
    // `config.translations` would load all languages with the panel. The last plugin's texts replace those before.
    app.appPlugins['club'] = { register: () => undefined, registerTrads };
    app.addMiddlewares([loadLanguagesOnDemand(app), readSchemasInNewLanguage]);
    // Endpoints are read when they are called.
    translateSchemas(app);
    translateDialogTexts(panelIntl(app));
  },
  /** Runs after the bootstraps of all plugins. */
  bootstrap(app: Pick<StrapiApp, 'getPlugin' | 'registerHook'>): void {
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', translateColumns);
    // After all that adds or changes columns.
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', withStatusFirst);
    app.registerHook('Admin/CM/pages/ListView/inject-in-filters', translateFilters);
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addDocumentAction(withoutEnglishDeletion);
  },
};
