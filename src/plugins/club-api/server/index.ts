import type { Core } from '@strapi/strapi';
import config from './config';
import door from './middlewares/door';
import club, { clubService } from './services/club';

export default {
  config,
  middlewares: { door },
  services: { club },
  destroy({ strapi }: { strapi: Core.Strapi }): void {
    // Strapi also destroys what it never loaded, to generate types for example.
    if (strapi.isLoaded) clubService(strapi).close();
  },
};
