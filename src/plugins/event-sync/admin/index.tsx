import type { StrapiApp } from '@strapi/strapi/admin';
import { isContentManager } from '../../../shared/admin/content-manager';
import { EventSyncPanel } from './panels/EventSyncPanel';
import { labelOf, registerTrads } from './texts';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'event-sync', name: labelOf('title').defaultMessage });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    const contentManager: unknown = app.getPlugin('content-manager');
    if (isContentManager(contentManager)) contentManager.apis.addEditViewSidePanel([EventSyncPanel]);
  },

  registerTrads,
};
