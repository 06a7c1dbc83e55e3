import { createUseTexts } from '../../../../admin/texts/createUseTexts';
import { pluginId } from '../plugin-id';
import en from '../translations/en.json';

export type TextKey = keyof typeof en;

export const useTexts = createUseTexts<TextKey>(pluginId, en);
