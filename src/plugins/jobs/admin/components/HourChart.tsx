import { useIntl } from 'react-intl';
import { TimeChart } from '../../../../shared/admin/components/TimeChart';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import type { Minute } from '../../contract/overview';
import { useTexts } from '../texts';

/** The jobs that finished in the last hour, minute by minute, and how long they had waited. */
export const HourChart = ({ minutes }: { minutes: readonly Minute[] }) => {
  const t = useTexts();
  const intl = useIntl();
  const duration = useDurationText();
  const sum = (which: 'done' | 'failed'): number => minutes.reduce((all, minute) => all + minute[which], 0);

  const textOf = ({ at, done, failed, latency }: Minute): string => {
    const counts = { time: intl.formatTime(at), done, failed };
    if (!latency) return t('chart.quiet-minute', counts);
    return t('chart.minute', { ...counts, p50: duration(latency.p50), p95: duration(latency.p95) });
  };

  return (
    <TimeChart
      title={t('chart.title', { done: sum('done'), failed: sum('failed') })}
      points={minutes}
      bars={[
        { name: t('chart.done'), colour: 'primary500', valueOf: ({ done }) => done },
        { name: t('chart.failed'), colour: 'danger600', valueOf: ({ failed }) => failed },
      ]}
      lines={[
        { name: t('chart.p50'), colour: 'success600', valueOf: ({ latency }) => latency?.p50 ?? null },
        { name: t('chart.p95'), colour: 'warning600', valueOf: ({ latency }) => latency?.p95 ?? null },
      ]}
      formatLine={duration}
      textOf={textOf}
      isEmpty={({ latency }) => latency === null}
      emptyText={t('chart.nothing')}
    />
  );
};
