import type { ComponentType } from 'react';
import type { DocumentActionComponent, PanelComponent } from '@strapi/content-manager/strapi-admin';

/** What is used of the content manager, which Strapi gives as `unknown`. */
export interface ContentManager {
  /** Shows a component in a place of the content manager's pages. */
  injectComponent: (
    view: string,
    zone: string,
    component: { name: string; Component: ComponentType },
  ) => void;
  apis: {
    addEditViewSidePanel: (panels: PanelComponent[]) => void;
    addDocumentAction: (change: (actions: DocumentActionComponent[]) => DocumentActionComponent[]) => void;
  };
}

export const isContentManager = (plugin: unknown): plugin is ContentManager =>
  typeof plugin === 'object' &&
  plugin !== null &&
  'injectComponent' in plugin &&
  'apis' in plugin &&
  typeof plugin.apis === 'object' &&
  plugin.apis !== null &&
  'addEditViewSidePanel' in plugin.apis &&
  'addDocumentAction' in plugin.apis;
