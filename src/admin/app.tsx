import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../shared/admin/content-manager';
import { withoutEnglishDeletion } from './english-deletion';
import logo from './extensions/logo.svg';

const NAME = "The Dreamer's Cave";

/** The server's message when it cannot send mail: src/plugins/accounts/server/services/admin-mail.ts. */
const NO_MAIL =
  'apiError.This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password';

/** Strapi's answer to users whose role lacks a permission. */
const FORBIDDEN = 'apiError.Forbidden';

const words = {
  en: {
    welcome: `Welcome to ${NAME}`,
    subtitle: 'Sign in to look after the club',
    deleteAll: 'Delete these entries?',
    unpublishAll: 'Unpublish these entries?',
    bulkDelete: 'Deletes this language alone. In the English list it deletes every language.',
    bulkUnpublish: 'Unpublishes this language alone. In the English list it unpublishes every language.',
    unpublished:
      'Unpublished, in every language if it was English. Publishing English again brings back what was not edited since.',
    forbidden: 'Your role does not allow this here: it may be an entry that somebody else made.',
    noMail:
      'This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password',
  },
  it: {
    welcome: `Benvenuti a ${NAME}`,
    subtitle: 'Accedi per prenderti cura del club',
    deleteAll: 'Eliminare queste voci?',
    unpublishAll: 'Annullare la pubblicazione di queste voci?',
    bulkDelete: 'Elimina solo questa lingua. Nell’elenco inglese elimina tutte le lingue.',
    bulkUnpublish: 'Annulla la pubblicazione solo di questa lingua. Nell’elenco inglese, di tutte le lingue.',
    unpublished:
      'Pubblicazione annullata; se era l’inglese, in tutte le lingue. Ripubblicando l’inglese torna ciò che non è stato modificato.',
    forbidden: 'Il tuo ruolo non lo permette qui: forse è una voce creata da altri.',
    noMail:
      'Questo club non invia e-mail. Un altro amministratore può darti una nuova password (Impostazioni, Utenti). Se sei l’unico amministratore, esegui sul server: npx strapi admin:reset-user-password',
  },
  fr: {
    welcome: `Bienvenue à ${NAME}`,
    subtitle: 'Connectez-vous pour vous occuper du club',
    deleteAll: 'Supprimer ces entrées ?',
    unpublishAll: 'Dépublier ces entrées ?',
    bulkDelete: 'Supprime cette langue seulement. Dans la liste anglaise, supprime toutes les langues.',
    bulkUnpublish: 'Dépublie cette langue seulement. Dans la liste anglaise, dépublie toutes les langues.',
    unpublished:
      'Dépublié, dans toutes les langues si c’était l’anglais. Republier l’anglais rétablit ce qui n’a pas été modifié.',
    forbidden: 'Votre rôle ne le permet pas ici : c’est peut-être une entrée créée par quelqu’un d’autre.',
    noMail:
      'Ce club n’envoie pas d’e-mails. Un autre administrateur peut vous donner un nouveau mot de passe (Paramètres, Utilisateurs). Si vous êtes le seul administrateur, exécutez sur le serveur : npx strapi admin:reset-user-password',
  },
  es: {
    welcome: `Bienvenidos a ${NAME}`,
    subtitle: 'Inicia sesión para cuidar del club',
    deleteAll: '¿Eliminar estas entradas?',
    unpublishAll: '¿Anular la publicación de estas entradas?',
    bulkDelete: 'Elimina solo este idioma. En la lista en inglés elimina todos los idiomas.',
    bulkUnpublish: 'Anula la publicación solo de este idioma. En la lista en inglés, de todos los idiomas.',
    unpublished:
      'Publicación anulada; si era el inglés, en todos los idiomas. Al publicar de nuevo el inglés vuelve lo que no se ha editado.',
    forbidden: 'Tu rol no lo permite aquí: quizá es una entrada creada por otra persona.',
    noMail:
      'Este club no envía correos. Otro administrador puede darte una nueva contraseña (Ajustes, Usuarios). Si eres el único administrador, ejecuta en el servidor: npx strapi admin:reset-user-password',
  },
};

const translations = Object.fromEntries(
  Object.entries(words).map(([language, text]) => [
    language,
    {
      'app.components.LeftMenu.navbrand.title': NAME,
      'app.components.LeftMenu.navbrand.workplace': NAME,
      'Auth.form.welcome.title': text.welcome,
      'Auth.form.welcome.subtitle': text.subtitle,
      [NO_MAIL]: text.noMail,
      [FORBIDDEN]: text.forbidden,
      [`content-manager.${FORBIDDEN}`]: text.forbidden,
      // English leads: src/plugins/content.
      'popUpWarning.bodyMessage.contentType.delete.all': text.deleteAll,
      'content-manager.Settings.list.actions.deleteAdditionalInfos': text.bulkDelete,
      'popUpWarning.bodyMessage.contentType.unpublish.all': `${text.unpublishAll} ${text.bulkUnpublish}`,
      'content-manager.success.record.unpublish': text.unpublished,
      'content-manager.success.records.unpublish': text.unpublished,
    },
  ]),
);

export default {
  config: {
    // English is built in.
    locales: ['it', 'fr', 'es'],
    translations,
    auth: { logo },
    menu: { logo },
    head: { favicon: logo },
    tutorials: false,
    notifications: { releases: false },
  },
  /** Runs after the bootstraps of all plugins. */
  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addDocumentAction(withoutEnglishDeletion);
  },
};
