import type { Core, Struct } from '@strapi/strapi';
import { gateOf } from '../../content/server/domain/public';
import { registerPolicies } from './policies';
import { services, tierAccessService } from './services';

export default {
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    registerPolicies(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    // A malformed declaration fails the start.
    for (const contentType of Object.values(strapi.contentTypes) as Struct.ContentTypeSchema[])
      gateOf(contentType);
    await tierAccessService(strapi).checkNamed();
  },
};
