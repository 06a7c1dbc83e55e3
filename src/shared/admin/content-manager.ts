import type * as React from 'react';
import type {
  BulkActionComponent,
  DocumentActionComponent,
  PanelComponent,
} from '@strapi/content-manager/strapi-admin';

/** What is used of the content manager, which Strapi gives as `unknown`. */
export interface ContentManager {
  apis: {
    addBulkAction: (change: (actions: BulkActionComponent[]) => BulkActionComponent[]) => void;
    addEditViewSidePanel: (
      panels: PanelComponent[] | ((panels: PanelComponent[]) => PanelComponent[]),
    ) => void;
    addDocumentAction: (change: (actions: DocumentActionComponent[]) => DocumentActionComponent[]) => void;
  };
  /** Adds a component to a page: to the zone `blockName` of the container, `editView` for example. */
  injectComponent: (
    containerName: string,
    blockName: string,
    component: { name: string; Component: React.ComponentType },
  ) => void;
}

export const isContentManager = (plugin: unknown): plugin is ContentManager =>
  typeof plugin === 'object' &&
  plugin !== null &&
  'injectComponent' in plugin &&
  'apis' in plugin &&
  typeof plugin.apis === 'object' &&
  plugin.apis !== null &&
  'addBulkAction' in plugin.apis &&
  'addEditViewSidePanel' in plugin.apis &&
  'addDocumentAction' in plugin.apis;
