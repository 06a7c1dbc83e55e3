import limits from './limits';

export default [
  'plugin::content-api.event-loop',
  'plugin::club-api.door',
  'strapi::logger',
  'strapi::errors',
  'global::database-failures',
  'strapi::security',
  'strapi::cors',
  'plugin::upload.public-files',
  'strapi::query',
  'global::request-bodies',
  {
    name: 'strapi::body',
    config: {
      jsonLimit: limits.json,
      formLimit: limits.form,
      textLimit: limits.text,
      formidable: {
        maxFileSize: limits.uploadBytes,
        maxFieldsSize: limits.uploadFieldBytes,
        // Only this field is read by Strapi, and only its files are removed again.
        filter: ({ name }: { name: string | null }) => name === 'files',
      },
    },
  },
  'plugin::content.languages',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
