import { eventSyncService } from '../../../../event-sync/server/services';
import type { WriteAction } from '../../../../content/server/domain/writes';
import type { ConsequenceAction } from '../../../contract/consequences';
import { syncConsequences } from '../../domain/consequences';
import type { ConsequenceSource } from './source';

const actions = {
  publish: 'publish',
  save: 'update',
  unpublish: 'unpublish',
  delete: 'delete',
} as const satisfies Record<ConsequenceAction, WriteAction>;

/** What the calendars and the page will do. */
export const sync: ConsequenceSource = async ({ strapi, uid, action, documentId }) => {
  const { forecast } = eventSyncService(strapi);
  const look = await forecast({ action: actions[action], uid }, documentId);
  return async (written) => syncConsequences(await look(written), written);
};
