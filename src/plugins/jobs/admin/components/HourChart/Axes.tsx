import { useIntl } from 'react-intl';
import { useDurationText } from '../../hooks/useDurationText';
import { size, type chartOf } from './geometry';

/** Counts on the left, durations on the right, times of the clock below. */
export const Axes = ({ chart }: { chart: ReturnType<typeof chartOf> }) => {
  const intl = useIntl();
  const duration = useDurationText();
  return (
    <g aria-hidden>
      {chart.counts.map(({ value, y }) => (
        <g key={value}>
          <line className="grid" x1={size.left} x2={size.width - size.right} y1={y} y2={y} />
          <text x={size.left - 8} y={y} textAnchor="end" dominantBaseline="middle">
            {intl.formatNumber(value)}
          </text>
        </g>
      ))}
      {chart.latencies.map(({ value, y }) => (
        <text key={value} x={size.width - size.right + 8} y={y} dominantBaseline="middle">
          {duration(value)}
        </text>
      ))}
      {chart.times.map(({ minute, slot }) => (
        <text key={minute.at} x={slot.x + slot.width / 2} y={size.height - 4} textAnchor="middle">
          {intl.formatTime(minute.at)}
        </text>
      ))}
    </g>
  );
};
