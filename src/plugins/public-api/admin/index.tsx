import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../shared/admin/content-manager';
import { PreviewPanel } from './panels/PreviewPanel';
import { inPlaceOfStrapis } from './panels/strapis-preview';
import { labelOf, registerTrads } from './texts';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'public-api', name: labelOf('title').defaultMessage });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager))
      contentManager.apis.addEditViewSidePanel(inPlaceOfStrapis(PreviewPanel));
  },

  registerTrads,
};
