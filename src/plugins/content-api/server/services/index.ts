import type { Core } from '@strapi/strapi';
import grants from './grants';

export const services = { grants };

/** The first grants with their types, which Strapi's own getter does not have. */
export function grantsService(strapi: Core.Strapi): ReturnType<typeof grants> {
  return strapi.plugin('content-api').service('grants');
}
