export default [
  'plugin::club-api.door',
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'plugin::content.languages',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
