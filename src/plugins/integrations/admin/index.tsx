import type { StrapiApp } from '@strapi/strapi/admin';
import { Link } from '@strapi/icons';
import { permissionFor } from '../../../shared/admin/permissions';
import { permissions } from '../contract/permissions';
import { labelOf, registerTrads } from './texts';

export default {
  register(app: StrapiApp): void {
    const label = labelOf('title');
    app.registerPlugin({ id: 'integrations', name: label.defaultMessage });
    app.addMenuLink({
      to: 'plugins/integrations',
      icon: Link,
      intlLabel: label,
      permissions: permissionFor(permissions.read),
      position: 7,
      Component: () => import('./pages/OverviewPage'),
    });
  },
  registerTrads,
};
