import type { Core } from '@strapi/strapi';
import bulkWrites from './bulk-writes';
import collations from './collations';
import documentAccess from './document-access';
import documentLock from './document-lock';
import documentName from './document-name';
import english from './english';
import exportService from './export';
import importService from './import';
import inUse from './in-use';
import lineUpOrder from './line-up-order';
import listColumns from './list-columns';
import pendingUploads from './pending-uploads';
import privateFiles from './private-files';
import publication from './publication';
import relinking from './relinking';
import revisions from './revisions';
import rules from './rules';
import search from './search';
import sharedCopies from './shared-copies';
import slugChoice from './slug-choice';
import slugs from './slugs';
import unpublishedLinks from './unpublished-links';
import unpublishedLanguages from './unpublished-languages';
import uploadRollback from './upload-rollback';

/** The plugin's services; the start and the commands call import and export. */
export const services = {
  bulkWrites,
  collations,
  documentAccess,
  documentLock,
  documentName,
  english,
  export: exportService,
  import: importService,
  inUse,
  lineUpOrder,
  listColumns,
  pendingUploads,
  privateFiles,
  publication,
  relinking,
  revisions,
  rules,
  search,
  sharedCopies,
  slugChoice,
  slugs,
  unpublishedLinks,
  unpublishedLanguages,
  uploadRollback,
};

export type ContentServices = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

/** The plugin's services with their types, which Strapi's own getter lacks. */
export function contentServices(strapi: Core.Strapi): ContentServices {
  const plugin = strapi.plugin('content');
  const made = Object.keys(services).map((name): [string, unknown] => [name, plugin.service(name)]);
  // Safe cast: Strapi creates the services by the names in `services`.
  return Object.fromEntries(made) as ContentServices;
}
