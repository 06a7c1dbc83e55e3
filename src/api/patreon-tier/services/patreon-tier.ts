import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::patreon-tier.patreon-tier');
