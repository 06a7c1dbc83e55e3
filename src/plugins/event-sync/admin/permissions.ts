import type { Permission } from '@strapi/strapi/admin';
import { permissions } from '../contract/permissions';

/** Who may have an event brought in step. */
export const maySync: Permission[] = [
  { id: '', action: permissions.sync, actionParameters: {}, subject: null, properties: {}, conditions: [] },
];
