import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../shared/admin/content-manager';
import { permissionFor } from '../../../shared/admin/permissions';
import { permissions } from '../contract/permissions';
import { removeAdvertisements, withoutModelEditing } from './advertisements';
import { announceBulkConsequences } from './consequences/bulk-actions';
import { announceConsequences } from './consequences/document-actions';
import { ConsequencesDialog } from './consequences/ConsequencesDialog';
import { AlertsIcon } from './components/AlertsIcon';
import { CreationGuard } from './permissions/CreationGuard';
import { withoutCreationElsewhere } from './permissions/creation';
import { hideEmptyMenus, withoutEmptyActions, withoutForbidden } from './permissions/hidden-actions';
import { AudiencePanel } from './panels/AudiencePanel';
import { TranslationsPanel } from './panels/TranslationsPanel';
import { labelOf, registerTrads } from './texts';
import { widgets } from './widgets';

export default {
  register(app: StrapiApp): void {
    const label = labelOf('title');
    app.registerPlugin({ id: 'admin-desk', name: label.defaultMessage });
    app.addMenuLink({
      to: 'plugins/admin-desk',
      icon: AlertsIcon,
      intlLabel: label,
      permissions: permissionFor(permissions.readAlerts),
      position: 2,
      Component: () => import('./pages/App'),
    });
    // In place of Strapi's own, which know nothing of the club; its plugins register theirs before the club's.
    app.widgets.register(() => widgets);
    removeAdvertisements(app);
    app.addRBACMiddleware(withoutCreationElsewhere);
    hideEmptyMenus();
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (!isContentManager(contentManager)) return;
    contentManager.apis.addDocumentAction(withoutModelEditing);
    contentManager.apis.addDocumentAction(announceConsequences);
    contentManager.apis.addDocumentAction(withoutForbidden);
    contentManager.apis.addEditViewSidePanel(withoutEmptyActions);
    contentManager.apis.addEditViewSidePanel([TranslationsPanel, AudiencePanel, CreationGuard]);
    contentManager.apis.addBulkAction(announceBulkConsequences);
    const dialog = { name: 'consequences', Component: ConsequencesDialog };
    contentManager.injectComponent('editView', 'right-links', dialog);
    contentManager.injectComponent('listView', 'actions', dialog);
  },

  registerTrads,
};
