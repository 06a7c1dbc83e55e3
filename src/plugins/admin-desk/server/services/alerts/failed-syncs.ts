import { eventSyncService } from '../../../../event-sync/server/services';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { AlertSource } from './source';

/** Events that a calendar or the page does not show as they are, and will not by itself. */
export const failedSyncs: AlertSource = {
  isFor: (staff) => staff.scopes('api::event.event', 'read').get(defaultLanguage) === 'all',
  async read({ strapi }) {
    const failures = await eventSyncService(strapi).status.failures();
    return failures.map((failure) => ({ kind: 'sync', ...failure }));
  },
};
