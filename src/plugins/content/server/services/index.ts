import type { Core } from '@strapi/strapi';
import collations from './collations';
import english from './english';
import exportService from './export';
import gates from './gates';
import importService from './import';
import listColumns from './list-columns';
import pendingUploads from './pending-uploads';
import publication from './publication';
import relinking from './relinking';
import revisions from './revisions';
import rules from './rules';
import search from './search';
import sharedCopies from './shared-copies';
import slugs from './slugs';

/** What the plugin offers: its own services, and the import and export that the start and the commands call. */
export const services = {
  collations,
  english,
  export: exportService,
  gates,
  import: importService,
  listColumns,
  pendingUploads,
  publication,
  relinking,
  revisions,
  rules,
  search,
  sharedCopies,
  slugs,
};

export type ContentServices = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

/** The plugin's services with their types, which Strapi's own getter does not have. */
export function contentServices(strapi: Core.Strapi): ContentServices {
  const service = <Name extends keyof ContentServices>(name: Name): ContentServices[Name] =>
    strapi.plugin('content').service(name);
  return {
    collations: service('collations'),
    english: service('english'),
    export: service('export'),
    gates: service('gates'),
    import: service('import'),
    listColumns: service('listColumns'),
    pendingUploads: service('pendingUploads'),
    publication: service('publication'),
    relinking: service('relinking'),
    revisions: service('revisions'),
    rules: service('rules'),
    search: service('search'),
    sharedCopies: service('sharedCopies'),
    slugs: service('slugs'),
  };
}
