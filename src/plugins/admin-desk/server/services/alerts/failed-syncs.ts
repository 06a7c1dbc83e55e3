import { eventSyncService } from '../../../../event-sync/server/services';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { AlertSource } from './source';

/** Events that a calendar or the page does not show as they are, and will not by itself. */
export const failedSyncs: AlertSource = {
  kind: 'sync',
  isFor: (staff) => staff.scopes('api::event.event', 'read').get(defaultLanguage) === 'all',
  async read({ strapi }) {
    const { failures, isComplete } = await eventSyncService(strapi).status.failures();
    const alerts = failures.map((failure) => ({ kind: 'sync' as const, ...failure }));
    return { alerts, isCutOff: !isComplete };
  },
};
