import * as React from 'react';
import { useIntl } from 'react-intl';

const oneDecimal = (value: number): number => Math.floor(value * 10) / 10;

/** A length of time in the unit that suits it. @param ms milliseconds */
export function durationOf(ms: number): {
  value: number;
  unit: 'millisecond' | 'second' | 'minute' | 'hour';
} {
  if (ms < 1000) return { value: Math.round(ms), unit: 'millisecond' };
  if (ms < 60_000) return { value: oneDecimal(ms / 1000), unit: 'second' };
  if (ms < 3_600_000) return { value: oneDecimal(ms / 60_000), unit: 'minute' };
  return { value: oneDecimal(ms / 3_600_000), unit: 'hour' };
}

/** Formats milliseconds in the reader's language. */
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
