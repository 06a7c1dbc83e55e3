import { pluginId } from './plugin-id';

/** A text's name among those of the whole panel. */
export const idOf = (key: string): string => `${pluginId}.${key}`;
