import type { Permission } from '@strapi/strapi/admin';
import { permissions as actions } from '../contract/permissions';

const permission = (action: string): Permission[] => [
  { id: '', action, actionParameters: {}, subject: null, properties: {}, conditions: [] },
];

/** Who may open the page, and who may check, sync and resume there. */
export const permissions = { read: permission(actions.read), manage: permission(actions.manage) };
