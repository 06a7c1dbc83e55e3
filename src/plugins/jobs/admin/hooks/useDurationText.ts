import * as React from 'react';
import { useIntl } from 'react-intl';
import { durationOf } from '../duration';

/** A length of time in milliseconds, as the reader's language says it. */
export function useDurationText(): (ms: number) => string {
  const intl = useIntl();
  return React.useCallback(
    (ms) => {
      const { value, unit } = durationOf(ms);
      return intl.formatNumber(value, { style: 'unit', unit, unitDisplay: 'short' });
    },
    [intl],
  );
}
