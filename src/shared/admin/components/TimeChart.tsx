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

interface TimeChartProps {
  /** What it shows, in a sentence, for screen readers. */
  title: string;
  /** In the order of their times (ISO 8601). `text`: the point in words, as its tooltip and, unless it is empty, for screen readers. */
  points: readonly { at: string; text: string; isEmpty: boolean }[];
  /** Counts, stacked, on the left axis. */
  bars: readonly Series[];
  /** Measurements, on the right axis; a point without one breaks the line. */
  lines: readonly Series[];
  formatLine: (value: number) => string;
  emptyText: string;
}

/** Bars and lines over time: a picture, and the same as a list for those who do not see it. */
export const TimeChart = ({ title, points, emptyText, ...plot }: TimeChartProps) => {
  const filled = points.filter(({ isEmpty }) => !isEmpty);
  return (
    <Box>
      <Scrolling>
        <div role="img" aria-label={title} style={{ height }}>
          <React.Suspense fallback={null}>
            <Plot times={points.map(({ at }) => at)} texts={points.map(({ text }) => text)} {...plot} />
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
            {filled.map(({ at, text }) => (
              <li key={at}>{text}</li>
            ))}
          </ul>
        </VisuallyHidden>
      )}
    </Box>
  );
};
