import type { Core } from '@strapi/strapi';
import { eventPageUrl } from '../../../../shared/server/event-addresses';
import type { PublicApiConfig } from '../config';

/** The club's name and the addresses of its pages: the website's where FRONTEND_URL names one, else this API's. */
export function createSite(strapi: Core.Strapi) {
  const { clubName, frontendUrl, timeZone } = strapi.config.get<PublicApiConfig>('plugin::public-api');
  const apiUrl = `${strapi.config.get<string>('server.url')}/api/v1`;
  const base = frontendUrl ?? apiUrl;
  return {
    clubName,
    timeZone,
    apiUrl,
    /** The path of `apiUrl`: PUBLIC_URL may have one of its own. */
    apiPath: new URL(apiUrl).pathname,
    url: base,
    eventUrl: (slug: string) => eventPageUrl(base, slug),
    /** Where somebody becomes a patron at a tier of Patreon's. */
    joinUrl: (patreonTierId: string) => `https://www.patreon.com/bePatron?rid=${patreonTierId}`,
    postUrl: (slug: string) => `${base}/blog/${slug}`,
  };
}
export type Site = ReturnType<typeof createSite>;
