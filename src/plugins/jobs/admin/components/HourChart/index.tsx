import * as React from 'react';
import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Minute } from '../../../contract/overview';
import { useDurationText } from '../../hooks/useDurationText';
import { useTexts } from '../../hooks/useTexts';
import { Axes } from './Axes';
import { chartOf, size } from './geometry';
import { Legend } from './Legend';

/** Its texts shrink with it: on a narrow page it scrolls before they are too small to read. */
const Svg = styled.svg`
  display: block;
  width: 100%;
  min-width: 64rem;
  height: auto;

  text {
    fill: ${({ theme }) => theme.colors.neutral600};
    font-size: 1.1rem;
  }
  .grid {
    stroke: ${({ theme }) => theme.colors.neutral150};
  }
  .done {
    fill: ${({ theme }) => theme.colors.primary500};
  }
  .failed {
    fill: ${({ theme }) => theme.colors.danger600};
  }
  .line {
    fill: none;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    pointer-events: none;
  }
  .p50 {
    stroke: ${({ theme }) => theme.colors.success600};
  }
  .p95 {
    stroke: ${({ theme }) => theme.colors.warning600};
  }
  .slot {
    fill: transparent;
  }
  .slot:hover {
    fill: ${({ theme }) => theme.colors.neutral200};
    fill-opacity: 0.5;
  }
`;

/** What ended in the last hour, minute by minute, as bars; how long it had waited, as lines. */
export const HourChart = ({ minutes }: { minutes: readonly Minute[] }) => {
  const t = useTexts();
  const intl = useIntl();
  const duration = useDurationText();
  const titleId = React.useId();
  const chart = React.useMemo(() => chartOf(minutes), [minutes]);
  const busy = minutes.filter(({ latency }) => latency !== null);
  const sum = (which: 'done' | 'failed'): number => minutes.reduce((all, minute) => all + minute[which], 0);

  const textOf = ({ at, done, failed, latency }: Minute): string => {
    const counts = { time: intl.formatTime(at), done, failed };
    if (!latency) return t('chart.quiet-minute', counts);
    return t('chart.minute', { ...counts, p50: duration(latency.p50), p95: duration(latency.p95) });
  };

  return (
    <Box>
      <Box style={{ overflowX: 'auto' }}>
        <Svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={titleId}>
          <title id={titleId}>{t('chart.title', { done: sum('done'), failed: sum('failed') })}</title>
          <Axes chart={chart} />
          {chart.bars.map(({ minute, x, width, slot, done, failed }) => (
            <g key={minute.at}>
              <rect
                className="slot"
                x={slot.x}
                width={slot.width}
                y={size.top}
                height={size.height - size.top - size.bottom}
              >
                <title>{textOf(minute)}</title>
              </rect>
              <g pointerEvents="none">
                <rect className="done" x={x} width={width} {...done} />
                <rect className="failed" x={x} width={width} {...failed} />
              </g>
            </g>
          ))}
          <path className="line p95" d={chart.p95} />
          <path className="line p50" d={chart.p50} />
        </Svg>
      </Box>
      <Legend />
      {busy.length === 0 ? (
        <Flex justifyContent="center" paddingTop={3}>
          <Typography textColor="neutral600">{t('chart.nothing')}</Typography>
        </Flex>
      ) : (
        <VisuallyHidden>
          <ul>
            {busy.map((minute) => (
              <li key={minute.at}>{textOf(minute)}</li>
            ))}
          </ul>
        </VisuallyHidden>
      )}
    </Box>
  );
};
