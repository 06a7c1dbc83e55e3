import { adminRoute } from '../../../../shared/server/admin-api';
import { permissions } from '../../contract/permissions';

const mayRead = { action: 'plugin::content-manager.explorer.read', subject: 'api::event.event' };

/** Under `/event-sync`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    adminRoute('GET', '/events/:documentId', 'sync-status.status', mayRead),
    adminRoute('POST', '/events/:documentId/sync', 'sync-status.sync', permissions.sync),
  ],
};
