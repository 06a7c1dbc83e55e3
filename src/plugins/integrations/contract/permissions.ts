export const permissions = {
  read: 'plugin::integrations.read',
  manage: 'plugin::integrations.manage',
} as const;
