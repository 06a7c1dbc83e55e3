import type { Permission } from '@strapi/strapi/admin';
import { manageAction, readAction } from '../contract/permissions';

const permission = (action: string): Permission[] => [
  { id: '', action, actionParameters: {}, subject: null, properties: {}, conditions: [] },
];

/** Who may open the page, and who may change anything there. */
export const permissions = { read: permission(readAction), manage: permission(manageAction) };
