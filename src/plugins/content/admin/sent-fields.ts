import { isLocalized } from '../contract/localized';
import type { Attributes } from './schema-state';

const defaultLanguage = 'en';

/**
 * What the form of a document sends to be saved in a language. The form of a translation holds shared attributes too, as
 * English had them when it was opened; they are edited in English, and English may have changed meanwhile.
 *
 * @param attributes those of the content type
 */
export function sentFields(
  values: Readonly<Record<string, unknown>>,
  attributes: Attributes,
  locale: string | null | undefined,
): Readonly<Record<string, unknown>> {
  const isTranslated = Object.values(attributes).some((each) => isLocalized(each) === true);
  if (!isTranslated || (locale ?? defaultLanguage) === defaultLanguage) return values;
  const isShared = (name: string): boolean => {
    const attribute = attributes[name];
    return attribute !== undefined && isLocalized(attribute) === false;
  };
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isShared(name)));
}
