export const pluginId = 'jobs';
