/** What an administrator may be granted. */
export const permissions = {
  read: 'plugin::integrations.read',
  manage: 'plugin::integrations.manage',
} as const;
