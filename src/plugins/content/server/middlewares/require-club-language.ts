import type { Core } from '@strapi/strapi';
import { isLocaleFor } from '../../../../shared/server/languages';
import { contentServices } from '../services';
import { isObject } from '../../../../shared/server/is-record';

type KoaMiddleware = ReturnType<Core.MiddlewareFactory>;

const writtenByStaff = /^\/content-manager\/(?:collection|single)-types\/api::/;

/**
 * Refuses writes of the admin panel in a language that the club does not have, with the same error as everywhere else.
 * Strapi's i18n would check them before the document service does, and only says "this locale doesn't exist".
 */
const requireClubLanguage: Core.MiddlewareFactory =
  (_config, { strapi }): NonNullable<KoaMiddleware> =>
  (ctx, next) => {
    if ((ctx.method === 'POST' || ctx.method === 'PUT') && writtenByStaff.test(ctx.path)) {
      const body: unknown = ctx.request.body;
      const locale: unknown = ctx.query['locale'] || (isObject(body) ? body['locale'] : undefined);
      // Strapi refuses other types.
      const isNamed = typeof locale === 'string' || Array.isArray(locale);
      if (isNamed && !isLocaleFor('publish', locale))
        contentServices(strapi).english.requireClubLanguage('publish', { locale });
    }
    return next();
  };

export default requireClubLanguage;
