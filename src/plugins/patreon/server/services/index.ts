import type { Core } from '@strapi/strapi';
import { createPatreonClient } from '../clients/patreon';
import type { PatreonConfig } from '../config';
import { createDeliveries } from './deliveries';
import files from './files';
import gate from './gate';
import { createLevelRecords } from './level-records';
import { createLevels } from './levels';
import { createLinks } from './links';
import { createMemberships } from './memberships';
import offers from './offers';
import { createSupporterStore } from './supporter-store';
import { createSupporters } from './supporters';
import { createSync } from './sync';
import tierAccess from './tier-access';
import { createTokens } from './tokens';
import wall from './wall';

function patreon({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<PatreonConfig>('plugin::patreon');
  const { api, campaignId } = config;
  const client =
    api && campaignId !== null
      ? createPatreonClient(strapi, { ...config, api, campaignId }, (exchange) =>
          createTokens(strapi, config, exchange),
        )
      : null;
  const [store, levels, deliveries] = [
    createSupporterStore(strapi),
    createLevels(strapi, config),
    createDeliveries(strapi, config),
  ];
  const supporters = createSupporters(strapi, config, { store, levels });
  return {
    client,
    levels,
    deliveries,
    store,
    supporters,
    links: createLinks(strapi, config, { store, supporters }),
    memberships: createMemberships(config, { client, deliveries, supporters }),
    recordLevels: createLevelRecords(config, { store, supporters }),
    sync: client && createSync(strapi, config, { client, store, supporters }),
  };
}

export const services = { files, gate, offers, patreon, 'tier-access': tierAccess, wall };

/** Strapi's own getter has no types. */
export const gateService = (strapi: Core.Strapi): ReturnType<typeof gate> =>
  strapi.plugin('patreon').service('gate');

export const offersService = (strapi: Core.Strapi): ReturnType<typeof offers> =>
  strapi.plugin('patreon').service('offers');

export const tierAccessService = (strapi: Core.Strapi): ReturnType<typeof tierAccess> =>
  strapi.plugin('patreon').service('tier-access');

/** The plugin's other services with their types. */
export function patreonServices(strapi: Core.Strapi): ReturnType<typeof patreon> {
  return strapi.plugin('patreon').service('patreon');
}

export const wallService = (strapi: Core.Strapi): ReturnType<typeof wall> =>
  strapi.plugin('patreon').service('wall');
