import { Box, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme, type DefaultTheme } from 'styled-components';

export interface Series {
  name: string;
  colour: keyof DefaultTheme['colors'];
  /** One a time. */
  values: readonly (number | null)[];
}

interface TimeChartPlotProps {
  times: readonly string[];
  /** What the tooltip says, one a time. */
  texts: readonly string[];
  bars: readonly Series[];
  lines: readonly Series[];
  formatLine: (value: number) => string;
}

/** The picture within `TimeChart`, in a module of its own so that the chart library can be loaded late. */
const TimeChartPlot = ({ times, texts, bars, lines, formatLine }: TimeChartPlotProps) => {
  const intl = useIntl();
  const { colors } = useTheme();
  const axis = { stroke: colors.neutral600, fontSize: '1.1rem', axisLine: false, tickLine: false };
  // Refreshed every few seconds, it would never come to rest if it were animated.
  const common = { isAnimationActive: false } as const;
  return (
    <ResponsiveContainer>
      <ComposedChart data={times.map((at, index) => ({ at, index }))} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={colors.neutral150} />
        <XAxis
          {...axis}
          dataKey="at"
          ticks={times.filter((at) => new Date(at).getUTCMinutes() % 10 === 0)}
          tickFormatter={(at: string) => intl.formatTime(at)}
        />
        <YAxis {...axis} yAxisId="bars" width={44} tickCount={3} allowDecimals={false} />
        <YAxis
          {...axis}
          yAxisId="lines"
          orientation="right"
          width={68}
          tickCount={3}
          tickFormatter={formatLine}
        />
        <Tooltip
          cursor={{ fill: colors.neutral200, fillOpacity: 0.5 }}
          {...common}
          content={({ label }) => (
            <Box background="neutral0" borderColor="neutral200" hasRadius shadow="popupShadow" padding={2}>
              <Typography variant="pi" textColor="neutral800">
                {texts[times.indexOf(String(label))]}
              </Typography>
            </Box>
          )}
        />
        <Legend
          formatter={(name: string) => (
            <Typography variant="pi" textColor="neutral600">
              {name}
            </Typography>
          )}
        />
        {bars.map(({ name, colour, values }) => (
          <Bar
            key={name}
            {...common}
            name={name}
            yAxisId="bars"
            stackId="bars"
            dataKey={({ index }: { index: number }) => values[index]}
            fill={colors[colour]}
          />
        ))}
        {lines.map(({ name, colour, values }) => (
          <Line
            key={name}
            {...common}
            name={name}
            yAxisId="lines"
            type="linear"
            dataKey={({ index }: { index: number }) => values[index]}
            stroke={colors[colour]}
            strokeWidth={2}
            // A point between two gaps is a line without length: round ends make it a dot.
            strokeLinecap="round"
            dot={false}
            legendType="plainline"
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
};

export default TimeChartPlot;
