import type { Core } from '@strapi/strapi';
import gate from './gate';
import levels from './levels';
import offers from './offers';
import tierAccess from './tier-access';

export const services = { gate, levels, offers, 'tier-access': tierAccess };

/** Strapi's own getter has no types. */
export const gateService = (strapi: Core.Strapi): ReturnType<typeof gate> =>
  strapi.plugin('patreon').service('gate');

export const levelsService = (strapi: Core.Strapi): ReturnType<typeof levels> =>
  strapi.plugin('patreon').service('levels');

export const offersService = (strapi: Core.Strapi): ReturnType<typeof offers> =>
  strapi.plugin('patreon').service('offers');

export const tierAccessService = (strapi: Core.Strapi): ReturnType<typeof tierAccess> =>
  strapi.plugin('patreon').service('tier-access');
