import { createReader } from './reader.mjs';

/** Somebody who may read events in the admin panel, and nothing else. */
export async function prepare(strapi) {
  const { attributes } = strapi.contentType('api::event.event');
  const properties = { fields: Object.keys(attributes), locales: ['en', 'it', 'fr', 'es'] };
  const action = 'plugin::content-manager.explorer.read';
  await createReader(strapi, [{ action, subject: 'api::event.event', properties }]);
}
