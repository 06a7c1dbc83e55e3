import type { Core } from '@strapi/strapi';
import type { Card } from '../../../../integrations/contract/integrations';
import { integrationsService } from '../../../../integrations/server/services';
import type { Alert } from '../../../contract/home';
import type { Staff } from '../access';
import { brokenIntegrations } from './broken-integrations';
import { failedSyncs } from './failed-syncs';
import { pausedQueues } from './paused-queues';
import type { AlertSource } from './source';

/**
 * What may need a person. A new source is a file beside these, a line here, its kind in `contract/home.ts`, and how the panel
 * says it in `admin/components/AlertList.tsx`.
 */
const sources: readonly AlertSource[] = [brokenIntegrations, pausedQueues, failedSyncs];

/** What needs a person now, as far as somebody may see it. */
export const createAlerts =
  ({ strapi }: { strapi: Core.Strapi }) =>
  async (staff: Staff): Promise<Alert[]> => {
    let read: Promise<Card[]> | undefined;
    const cards = (): Promise<Card[]> => (read ??= integrationsService(strapi).cards());
    const alerts: Alert[] = [];
    for (const source of sources)
      if (source.isFor(staff)) alerts.push(...(await source.read({ strapi, staff, cards })));
    return alerts;
  };
