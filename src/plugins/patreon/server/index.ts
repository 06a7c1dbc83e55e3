import type { Core, Struct } from '@strapi/strapi';
import { gateOf } from '../../content/server/domain/public';
import { services } from './services';

export default {
  services,
  bootstrap({ strapi }: { strapi: Core.Strapi }): void {
    // A malformed declaration fails the start.
    for (const contentType of Object.values(strapi.contentTypes) as Struct.ContentTypeSchema[])
      gateOf(contentType);
  },
};
