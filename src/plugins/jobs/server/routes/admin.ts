import { manageAction, readAction } from '../../contract/permissions';
import { adminRoute } from '../../../../shared/server/admin-api';

/** Under `/jobs`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    adminRoute('GET', '/overview', 'admin.overview', readAction),
    adminRoute('GET', '/statistics', 'admin.statistics', readAction),
    adminRoute('GET', '/jobs', 'admin.list', readAction),
    adminRoute('GET', '/jobs/:id', 'admin.detail', readAction),
    adminRoute('POST', '/jobs/:id/retry', 'admin.retry', manageAction),
    adminRoute('POST', '/jobs/:id/cancel', 'admin.cancel', manageAction),
    adminRoute('POST', '/names/:name/retry-failed', 'admin.retryFailed', manageAction),
    adminRoute('POST', '/names/:name/pause', 'admin.pause', manageAction),
    adminRoute('POST', '/names/:name/resume', 'admin.resume', manageAction),
  ],
};
