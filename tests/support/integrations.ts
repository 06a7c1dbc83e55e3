import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { RemoteOptions } from '../../src/plugins/integrations/server/clients/remote';
import type { IntegrationsConfig } from '../../src/plugins/integrations/server/config';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import type { Integration } from '../../src/plugins/integrations/server/services/registry';

/** Registers an integration whose remote is at `baseUrl`, and whose check reads `/me` there. @returns its remote */
export function registerIntegration(
  strapi: Core.Strapi,
  {
    baseUrl,
    options = {},
    ...integration
  }: Partial<Integration> & { baseUrl: string; options?: Partial<RemoteOptions> },
) {
  const name = integration.name ?? 'test';
  const integrations = integrationsService(strapi);
  const patience = { retries: 0 };
  const remote = integrations.remote(name, { title: 'The remote', baseUrl, patience, ...options });
  integrations.register({
    name,
    title: 'The remote',
    isConfigured: true,
    jobs: [],
    budget: { calls: 1000, seconds: 1 },
    check: async (signal) => {
      await remote.request({ action: 'check', method: 'GET', path: '/me', signal, answer: z.unknown() });
    },
    ...integration,
  });
  return remote;
}

/** For `startClub`: settings of the plugin. */
export const withIntegrationSettings =
  (settings: Partial<IntegrationsConfig>) =>
  (strapi: Core.Strapi): void => {
    Object.assign(strapi.config.get<IntegrationsConfig>('plugin::integrations'), settings);
  };
