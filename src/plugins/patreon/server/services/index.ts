import type { Core } from '@strapi/strapi';
import files from './files';
import gate from './gate';
import levels from './levels';

export const services = { files, gate, levels };

/** Strapi's own getter has no types. */
export const gateService = (strapi: Core.Strapi): ReturnType<typeof gate> =>
  strapi.plugin('patreon').service('gate');

export const levelsService = (strapi: Core.Strapi): ReturnType<typeof levels> =>
  strapi.plugin('patreon').service('levels');
