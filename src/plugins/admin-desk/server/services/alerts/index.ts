import type { Core } from '@strapi/strapi';
import type { Card } from '../../../../integrations/contract/integrations';
import { integrationsService } from '../../../../integrations/server/services';
import type { Alert } from '../../../contract/home';
import type { Staff } from '../access';
import { brokenIntegrations } from './broken-integrations';
import { failedSyncs } from './failed-syncs';
import { pausedQueues } from './paused-queues';
import type { AlertSource } from './source';
import { unsentMail } from './unsent-mail';

/**
 * What may need a person. A new source is a file beside these, a line here, its kind in `contract/home.ts`, and how the panel
 * says it in `admin/components/AlertList.tsx`, and mails in `domain/alert-mail.ts`.
 */
const sources: readonly AlertSource[] = [brokenIntegrations, pausedQueues, failedSyncs, unsentMail];

interface VisibleAlerts {
  alerts: Alert[];
  /** Whether all alerts of a kind are among them. */
  isComplete: (kind: Alert['kind']) => boolean;
}

/** What needs a person now, as far as somebody may see it. */
export const createAlerts =
  ({ strapi }: { strapi: Core.Strapi }) =>
  async (staff: Staff): Promise<VisibleAlerts> => {
    let read: Promise<Card[]> | undefined;
    const cards = (): Promise<Card[]> => (read ??= integrationsService(strapi).cards());
    const alerts: Alert[] = [];
    const cutOff = new Set<Alert['kind']>();
    for (const source of sources) {
      if (!source.isFor(staff)) continue;
      const { alerts: read, isCutOff } = await source.read({ strapi, staff, cards });
      alerts.push(...read);
      if (isCutOff) cutOff.add(source.kind);
    }
    return { alerts, isComplete: (kind) => !cutOff.has(kind) };
  };
