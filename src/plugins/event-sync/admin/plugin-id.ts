export const pluginId = 'event-sync';
