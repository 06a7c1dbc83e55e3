import type { Core } from '@strapi/strapi';
import { contentConfig } from '../config';

const uid = 'api::event.event';
const attribute = 'timezone';

/**
 * Has new events begin in the club's own time zone rather than the schema's, in the panel's form and at every entry point.
 * When the club listens and not before: neither the types that are generated from the schemas nor what a content file means may
 * depend on the settings of one club.
 */
export function defaultToClubZone(strapi: Core.Strapi): void {
  strapi.server.httpServer.once('listening', () => {
    const zone = { default: contentConfig(strapi).timeZone };
    Object.assign(strapi.contentType(uid).attributes[attribute], zone);
    // The database's copy, which fills what a draft leaves out.
    Object.assign(strapi.db.metadata.get(uid).attributes[attribute] ?? {}, zone);
  });
}
