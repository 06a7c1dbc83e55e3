import { adminRoute } from '../../../../shared/server/admin-api';
import { permissions } from '../../contract/permissions';

/** Under `/admin-desk`, for the admin panel alone. */
export default {
  type: 'admin',
  routes: [
    adminRoute('GET', '/upcoming', 'home.upcoming', {
      action: 'plugin::content-manager.explorer.read',
      subject: 'api::event.event',
    }),
    adminRoute('GET', '/alerts', 'home.alerts', permissions.readAlerts),
    adminRoute('GET', '/setup', 'setup.find', permissions.readSetup),
    adminRoute('POST', '/setup/dismiss', 'setup.dismiss', permissions.readSetup),
    adminRoute('POST', '/setup/:name/try', 'setup.try', permissions.readSetup),
    // Of all types that somebody may read or change: the answer depends on it.
    adminRoute('GET', '/translations', 'home.translations', null),
    adminRoute('GET', '/drafts', 'home.drafts', null),
    // The permission needed is the content manager's, to read the entry.
    adminRoute('GET', '/entries/:type/:documentId', 'entries.findOne', null),
    // The permission needed is that of the action which is asked about.
    adminRoute('POST', '/consequences', 'consequences.answer', null),
    adminRoute('POST', '/consequences/selection', 'consequences.selection', null),
  ],
};
