import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::patreon-tier.patreon-tier');
