import * as React from 'react';
import { useRBAC, type Permission } from '@strapi/strapi/admin';

/** An action of `contract/permissions`, as Strapi's `useRBAC` and `Page.Protect` take it. */
export const permissionFor = (action: string): Permission[] => [
  { id: '', action, actionParameters: {}, subject: null, properties: {}, conditions: [] },
];

/** Whether whoever is signed in may do an action of `contract/permissions`; false while that is not known. */
export function useIsAllowed(action: string): boolean {
  const { allowedActions } = useRBAC(React.useMemo(() => permissionFor(action), [action]));
  return Object.values(allowedActions).includes(true);
}
