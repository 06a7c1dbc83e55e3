import { createUseTexts } from '../../../../admin/texts/createUseTexts';
import { pluginId } from '../plugin-id';
import en from '../translations/en.json';

export const useTexts = createUseTexts(pluginId, en);
