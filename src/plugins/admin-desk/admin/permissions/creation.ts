import type { StrapiApp } from '@strapi/strapi/admin';
import { matchPath } from 'react-router-dom';

type Middleware = Extract<Parameters<StrapiApp['addRBACMiddleware']>[0], (...given: never) => unknown>;
type Permissions = Parameters<Parameters<ReturnType<Middleware>>[0]>[0];

const create = 'plugin::content-manager.explorer.create';
const english = 'en';

/** Where entries are begun: a list, with its button, and the form of a new entry. */
const places = ['/content-manager/collection-types/:uid', '/content-manager/collection-types/:uid/create'];

/** The permissions that count at an address: an entry is begun in English, so elsewhere those to create translations do not. */
export function countedAt(pathname: string, permissions: Permissions): Permissions {
  const uid = places.flatMap((place) => matchPath(place, pathname)?.params['uid'] ?? []).at(0);
  if (uid === undefined) return permissions;
  return permissions.filter(({ action, subject, properties }) => {
    if (action !== create || subject !== uid) return true;
    const locales: unknown = properties?.['locales'];
    return !Array.isArray(locales) || locales.includes(english);
  });
}

/** Keeps the content manager from offering "Create new entry" to who may only translate. */
export const withoutCreationElsewhere: Middleware = (context) => (next) => (permissions) =>
  next(countedAt(context.pathname, permissions));
