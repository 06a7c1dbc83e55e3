export const pluginId = 'content';
