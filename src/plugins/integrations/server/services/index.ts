import type { Core } from '@strapi/strapi';
import integrations, { type IntegrationsService } from './integrations';

export const services = { integrations };

/** The plugin's one service with its type, which Strapi's own getter does not have. */
export const integrationsService = (strapi: Core.Strapi): IntegrationsService =>
  strapi.plugin('integrations').service('integrations');
