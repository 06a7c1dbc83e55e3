import { adminRoute } from '../../../jobs/server/routes/admin-route';
import { permissions } from '../../contract/permissions';

export default {
  type: 'admin',
  routes: [
    adminRoute('GET', '/', 'integrations.find', permissions.read),
    adminRoute('GET', '/log', 'log.find', permissions.read),
    adminRoute('POST', '/:name/check', 'integrations.check', permissions.manage),
    adminRoute('POST', '/:name/sync', 'integrations.sync', permissions.manage),
    adminRoute('POST', '/:name/resume', 'integrations.resume', permissions.manage),
  ],
};
