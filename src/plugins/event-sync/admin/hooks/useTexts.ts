import * as React from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import { idOf } from '../text-id';
import en from '../translations/en.json';

export type TextKey = keyof typeof en;
export type Texts = (key: TextKey, values?: Record<string, PrimitiveType>) => string;

/** The plugin's texts in the language of whoever reads. */
export function useTexts(): Texts {
  const intl = useIntl();
  return React.useCallback(
    (key, values) => intl.formatMessage({ id: idOf(key), defaultMessage: en[key] }, values),
    [intl],
  );
}
