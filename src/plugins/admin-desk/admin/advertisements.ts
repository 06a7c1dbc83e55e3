import type { DocumentActionComponent } from '@strapi/content-manager/strapi-admin';
import type { StrapiApp } from '@strapi/strapi/admin';

/** What Strapi checks before it links to its marketplace, which sells what this club does not install. */
const marketplace = 'admin::marketplace.read';

/**
 * Strapi praises its media library in a banner until somebody closes it, which their browser remembers by the project's uuid;
 * this project has none. It looks for the first key before it has asked the server.
 */
const bannerKeys = ['undefined', 'false'].map(
  (uuid) => `STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:${uuid}`,
);

/** Links to Strapi's own website, which sells plans: its overview of the application has one. Its documentation is elsewhere. */
const salesLinks = 'a[href^="https://strapi.io/"], a[href^="https://market.strapi.io/"]';

function hideSalesLinks(): void {
  const style = document.createElement('style');
  style.textContent = `${salesLinks} { display: none !important; }`;
  document.head.append(style);
}

/** Removes what Strapi advertises and has no setting for; `config/admin.ts` has the settings. */
export function removeAdvertisements(app: Pick<StrapiApp, 'addRBACMiddleware'>): void {
  hideSalesLinks();
  app.addRBACMiddleware(
    () => (next) => (permissions) => next(permissions.filter(({ action }) => action !== marketplace)),
  );
  for (const key of bannerKeys) localStorage.setItem(key, 'true');
}

/** The content manager offers to edit a type to everybody, wherever that may be done. */
export const withoutModelEditing = (actions: DocumentActionComponent[]): DocumentActionComponent[] =>
  actions.filter(({ type }) => type !== 'edit-the-model');
