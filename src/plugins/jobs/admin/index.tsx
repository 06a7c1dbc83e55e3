import type { StrapiApp } from '@strapi/strapi/admin';
import { Stack } from '@strapi/icons';
import { permissionFor } from '../../../shared/admin/permissions';
import { readAction } from '../contract/permissions';
import { labelOf, registerTrads } from './texts';

export default {
  register(app: StrapiApp): void {
    const label = labelOf('title');
    app.registerPlugin({ id: 'jobs', name: label.defaultMessage });
    app.addMenuLink({
      to: 'plugins/jobs',
      icon: Stack,
      intlLabel: label,
      permissions: permissionFor(readAction),
      position: 6,
      Component: () => import('./pages/App'),
    });
  },
  registerTrads,
};
