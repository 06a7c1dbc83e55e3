import { permissions } from '../../contract/permissions';

const route = (method: 'GET' | 'POST', path: string, handler: string, action: string) => ({
  method,
  path,
  handler,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [action] } },
    ],
  },
});

export default {
  type: 'admin',
  routes: [
    route('GET', '/', 'integrations.find', permissions.read),
    route('GET', '/log', 'log.find', permissions.read),
    route('POST', '/:name/check', 'integrations.check', permissions.manage),
    route('POST', '/:name/sync', 'integrations.sync', permissions.manage),
    route('POST', '/:name/resume', 'integrations.resume', permissions.manage),
  ],
};
