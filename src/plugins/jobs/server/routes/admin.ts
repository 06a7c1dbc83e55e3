import { manageAction, readAction } from '../../contract/permissions';

const route = (method: 'GET' | 'POST', path: string, action: string, permission: string) => ({
  method,
  path,
  handler: `admin.${action}`,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [permission] } },
    ],
  },
});

/** Under `/jobs`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    route('GET', '/overview', 'overview', readAction),
    route('GET', '/statistics', 'statistics', readAction),
    route('GET', '/jobs', 'list', readAction),
    route('GET', '/jobs/:id', 'story', readAction),
    route('POST', '/jobs/:id/retry', 'retry', manageAction),
    route('POST', '/jobs/:id/cancel', 'cancel', manageAction),
    route('POST', '/names/:name/retry-failed', 'retryFailed', manageAction),
    route('POST', '/names/:name/pause', 'pause', manageAction),
    route('POST', '/names/:name/resume', 'resume', manageAction),
  ],
};
