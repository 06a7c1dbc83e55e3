/** The plugin's permissions in the admin panel, as both halves name them. */
export const permissions = {
  readAlerts: 'plugin::admin-desk.alerts.read',
  readSetup: 'plugin::admin-desk.setup.read',
} as const;
