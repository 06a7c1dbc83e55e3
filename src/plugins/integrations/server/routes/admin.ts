import { adminRoute } from '../../../../shared/server/admin-api';
import { permissions } from '../../contract/permissions';

export default {
  type: 'admin',
  routes: [
    adminRoute('GET', '/', 'integrations.find', permissions.read),
    adminRoute('GET', '/log', 'integrations.log', permissions.read),
    adminRoute('GET', '/log/choices', 'integrations.logChoices', permissions.read),
    adminRoute('POST', '/:name/check', 'integrations.check', permissions.manage),
    adminRoute('POST', '/:name/sync', 'integrations.sync', permissions.manage),
    adminRoute('POST', '/:name/resume', 'integrations.resume', permissions.manage),
  ],
};
