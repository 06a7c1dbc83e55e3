/** The plugin's permissions in the admin panel, as both halves name them. */
export const readAction = 'plugin::jobs.read';
export const manageAction = 'plugin::jobs.manage';
