import { createUseTexts, type ReadText } from '../../../../admin/texts/createUseTexts';
import { pluginId } from '../plugin-id';
import en from '../translations/en.json';

export type TextKey = keyof typeof en;
export type Texts = ReadText<TextKey>;

export const useTexts = createUseTexts(pluginId, en);
