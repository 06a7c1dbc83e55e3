import type { Core, Modules } from '@strapi/strapi';
import { jobsService } from '../../../jobs/server/services';

const writes = new Set(['create', 'update', 'delete', 'publish', 'unpublish', 'discardDraft']);

/** Has the levels recorded anew that follow from a change of the club's tiers. */
export const recordTierChanges =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const result = await next();
    if (context.uid === 'api::patreon-tier.patreon-tier' && writes.has(context.action))
      await jobsService(strapi).enqueue('patreon.levels', { cause: 'tiers' }, { key: 'tiers' });
    return result;
  };
