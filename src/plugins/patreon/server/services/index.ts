import type { Core } from '@strapi/strapi';
import files from './files';
import gate from './gate';

export const services = { files, gate };

export type GateService = ReturnType<typeof gate>;

/** The gate with its types, which Strapi's own getter lacks. */
export function gateService(strapi: Core.Strapi): GateService {
  return strapi.plugin('patreon').service('gate');
}
