import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from './contentManager';
import logo from './extensions/logo.svg';
import { withoutEnglishDeletion } from './withoutEnglishDeletion';

const NAME = "The Dreamer's Cave";

const words = {
  en: { welcome: `Welcome to ${NAME}`, subtitle: 'Sign in to look after the club' },
  it: { welcome: `Benvenuti a ${NAME}`, subtitle: 'Accedi per prenderti cura del club' },
  fr: { welcome: `Bienvenue à ${NAME}`, subtitle: 'Connectez-vous pour vous occuper du club' },
  es: { welcome: `Bienvenidos a ${NAME}`, subtitle: 'Inicia sesión para cuidar del club' },
};

const translations = Object.fromEntries(
  Object.entries(words).map(([language, { welcome, subtitle }]) => [
    language,
    {
      'app.components.LeftMenu.navbrand.title': NAME,
      'app.components.LeftMenu.navbrand.workplace': NAME,
      'Auth.form.welcome.title': welcome,
      'Auth.form.welcome.subtitle': subtitle,
    },
  ]),
);

export default {
  config: {
    // English is always there.
    locales: ['it', 'fr', 'es'],
    translations,
    auth: { logo },
    menu: { logo },
    head: { favicon: logo },
    tutorials: false,
    notifications: { releases: false },
  },
  /** After those of all plugins. */
  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addDocumentAction(withoutEnglishDeletion);
  },
};
