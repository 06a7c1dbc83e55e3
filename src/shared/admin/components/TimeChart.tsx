import * as React from 'react';
import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Series } from './TimeChartPlot';

/** The chart library is as large as a page of its own: it is loaded where a chart is shown. */
const Plot = React.lazy(() => import('./TimeChartPlot'));

const height = 280;

/** Lines and texts do not shrink with the page: a narrow one scrolls the chart before they are too close to read. */
const Scrolling = styled(Box)`
  overflow-x: auto;
  > * {
    min-width: 64rem;
  }
`;

interface TimeChartProps<Point extends { at: string }> {
  /** What it shows, in a sentence, for screen readers. */
  title: string;
  /** In the order of their times (ISO 8601). */
  points: readonly Point[];
  /** Counts, stacked, on the left axis. */
  bars: readonly Series<Point>[];
  /** Measurements, on the right axis; a point without one breaks the line. */
  lines: readonly Series<Point>[];
  formatLine: (value: number) => string;
  /** A point in words: as its tooltip, and for screen readers if `isEmpty` does not exclude it. */
  textOf: (point: Point) => string;
  isEmpty: (point: Point) => boolean;
  /** Said below a chart whose points are all empty. */
  emptyText: string;
}

/** Bars and lines over time: a picture, and the same as a list for those who do not see it. */
export const TimeChart = <Point extends { at: string }>({
  title,
  isEmpty,
  emptyText,
  ...plot
}: TimeChartProps<Point>) => {
  const { points, bars, lines, textOf, formatLine } = plot;
  const filled = points.filter((point) => !isEmpty(point));
  const valuesOf = (series: readonly Series<Point>[]) =>
    series.map(({ valueOf, ...look }) => ({ ...look, values: points.map(valueOf) }));
  return (
    <Box>
      <Scrolling>
        <div role="img" aria-label={title} style={{ height }}>
          <React.Suspense fallback={null}>
            <Plot
              times={points.map(({ at }) => at)}
              texts={points.map(textOf)}
              bars={valuesOf(bars)}
              lines={valuesOf(lines)}
              formatLine={formatLine}
            />
          </React.Suspense>
        </div>
      </Scrolling>
      {filled.length === 0 ? (
        <Flex justifyContent="center" paddingTop={3}>
          <Typography textColor="neutral600">{emptyText}</Typography>
        </Flex>
      ) : (
        <VisuallyHidden>
          <ul>
            {filled.map((point) => (
              <li key={point.at}>{textOf(point)}</li>
            ))}
          </ul>
        </VisuallyHidden>
      )}
    </Box>
  );
};
