import * as React from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import { textId } from './text-id';

export type ReadText<Key extends string> = (key: Key, values?: Record<string, PrimitiveType>) => string;

/** A hook that gives a plugin's texts in the language of whoever reads. */
export const createUseTexts =
  <Key extends string>(pluginId: string, english: Readonly<Record<Key, string>>) =>
  (): ReadText<Key> => {
    const intl = useIntl();
    return React.useCallback(
      (key, values) =>
        intl.formatMessage({ id: textId(pluginId, key), defaultMessage: english[key] }, values),
      [intl],
    );
  };
