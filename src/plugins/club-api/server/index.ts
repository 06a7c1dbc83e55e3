import type { Core } from '@strapi/strapi';
import config from './config';
import door from './middlewares/door';
import club from './services/club';

export default {
  config,
  middlewares: { door },
  services: { club },
  destroy({ strapi }: { strapi: Core.Strapi }): void {
    strapi.plugin('club-api').service('club').close();
  },
};
