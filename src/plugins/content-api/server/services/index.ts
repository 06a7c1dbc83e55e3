import type { Core } from '@strapi/strapi';
import grants from './grants';

export const services = { grants };

/** The service with its types, which Strapi's own getter lacks. */
export function grantsService(strapi: Core.Strapi): ReturnType<typeof grants> {
  return strapi.plugin('content-api').service('grants');
}
