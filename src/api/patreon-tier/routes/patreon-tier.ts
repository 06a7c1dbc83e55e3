import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::patreon-tier.patreon-tier');
