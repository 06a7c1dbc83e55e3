/** What the panel calls a plugin's text: among those of all plugins. */
export const textId = (pluginId: string, key: string): string => `${pluginId}.${key}`;
