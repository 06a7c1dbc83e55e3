export default [
  'plugin::club-api.door',
  'strapi::logger',
  'strapi::errors',
  'global::database-failures',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
