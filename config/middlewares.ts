import { env, isHttps, publicUrl } from './env';

/** The pages that may ask with cookies: the club's own and the website's. /api/v1, which knows no cookies, is open to all. */
const origins = [publicUrl, env.FRONTEND_URL].flatMap((address) =>
  address ? [new URL(address).origin] : [],
);

const pages = {
  clubName: env.CLUB_NAME,
  frontendUrl: env.FRONTEND_URL,
  explainGraphql: process.env.NODE_ENV === 'production',
};

export default [
  'plugin::club-api.door',
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  { name: 'global::pages', config: pages },
  { name: 'strapi::cors', config: { origin: origins, expose: ['Retry-After'] } },
  'plugin::accounts.limits',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  { name: 'strapi::session', config: { secure: isHttps } },
  'strapi::favicon',
  'strapi::public',
];
