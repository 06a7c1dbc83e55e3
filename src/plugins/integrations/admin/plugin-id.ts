export const pluginId = 'integrations';
