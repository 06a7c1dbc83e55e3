import type { DocumentActionComponent, PanelComponent } from '@strapi/content-manager/strapi-admin';

/** As much of the content manager as is used here; an app's plugins have no types of their own. */
export interface ContentManager {
  apis: {
    addEditViewSidePanel: (panels: PanelComponent[]) => void;
    addDocumentAction: (change: (actions: DocumentActionComponent[]) => DocumentActionComponent[]) => void;
  };
}

export const isContentManager = (plugin: unknown): plugin is ContentManager =>
  typeof plugin === 'object' &&
  plugin !== null &&
  'apis' in plugin &&
  typeof plugin.apis === 'object' &&
  plugin.apis !== null &&
  'addEditViewSidePanel' in plugin.apis &&
  'addDocumentAction' in plugin.apis;
