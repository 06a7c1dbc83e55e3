import { permissions } from '../../contract/permissions';

const mayRead = { action: 'plugin::content-manager.explorer.read', subject: 'api::event.event' };

const route = (method: 'GET' | 'POST', path: string, handler: string, action: string | object) => ({
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

/** Under `/event-sync`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    route('GET', '/events/:documentId', 'events.standings', mayRead),
    route('POST', '/events/:documentId/sync', 'events.sync', permissions.sync),
  ],
};
