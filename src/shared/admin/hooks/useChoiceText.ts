import * as React from 'react';
import { useIntl } from 'react-intl';

/** The text of an enumeration's value. Strapi asks for it in forms by the value itself, as its id. */
export function useChoiceText(): (value: unknown) => string {
  const intl = useIntl();
  return React.useCallback(
    (value) =>
      typeof value === 'string' && value !== ''
        ? intl.formatMessage({ id: value, defaultMessage: value.replaceAll('_', ' ') })
        : '',
    [intl],
  );
}
