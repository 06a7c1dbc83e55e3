import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from './contentManager';
import logo from './extensions/logo.svg';
import { withoutEnglishDeletion } from './withoutEnglishDeletion';

const NAME = "The Dreamer's Cave";

/** What the server says who cannot send a mail: src/plugins/accounts/server/services/admin-mail.ts. */
const NO_MAIL =
  'apiError.This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password';

const words = {
  en: {
    welcome: `Welcome to ${NAME}`,
    subtitle: 'Sign in to look after the club',
    noMail:
      'This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password',
  },
  it: {
    welcome: `Benvenuti a ${NAME}`,
    subtitle: 'Accedi per prenderti cura del club',
    noMail:
      'Questo club non invia e-mail. Un altro amministratore può darti una nuova password (Impostazioni, Utenti). Se sei l’unico amministratore, esegui sul server: npx strapi admin:reset-user-password',
  },
  fr: {
    welcome: `Bienvenue à ${NAME}`,
    subtitle: 'Connectez-vous pour vous occuper du club',
    noMail:
      'Ce club n’envoie pas d’e-mails. Un autre administrateur peut vous donner un nouveau mot de passe (Paramètres, Utilisateurs). Si vous êtes le seul administrateur, exécutez sur le serveur : npx strapi admin:reset-user-password',
  },
  es: {
    welcome: `Bienvenidos a ${NAME}`,
    subtitle: 'Inicia sesión para cuidar del club',
    noMail:
      'Este club no envía correos. Otro administrador puede darte una nueva contraseña (Ajustes, Usuarios). Si eres el único administrador, ejecuta en el servidor: npx strapi admin:reset-user-password',
  },
};

const translations = Object.fromEntries(
  Object.entries(words).map(([language, { welcome, subtitle, noMail }]) => [
    language,
    {
      'app.components.LeftMenu.navbrand.title': NAME,
      'app.components.LeftMenu.navbrand.workplace': NAME,
      'Auth.form.welcome.title': welcome,
      'Auth.form.welcome.subtitle': subtitle,
      [NO_MAIL]: noMail,
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
