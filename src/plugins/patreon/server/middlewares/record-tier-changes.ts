import type { Core, Modules } from '@strapi/strapi';
import type { BulkMiddleware } from '../../../content/server/services/bulk-writes';
import { jobsService } from '../../../jobs/server/services';

const tierType = 'api::patreon-tier.patreon-tier';
const writes = new Set(['create', 'update', 'delete', 'publish', 'unpublish', 'discardDraft']);

/** Has the levels recorded anew that follow from the club's tiers, in the transaction at hand. */
const enqueueLevels = (strapi: Core.Strapi): Promise<string> =>
  jobsService(strapi).enqueue('patreon.levels', { cause: 'tiers' }, { key: 'tiers' });

export const recordTierChanges =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const result = await next();
    if (context.uid === tierType && writes.has(context.action)) await enqueueLevels(strapi);
    return result;
  };

/** The same for tiers that an import writes. */
export const recordTierChangesInBulk =
  (strapi: Core.Strapi): BulkMiddleware =>
  async ({ uid }, next) => {
    const result = await next();
    if (uid === tierType) await enqueueLevels(strapi);
    return result;
  };
