import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { Panel } from '../../../../shared/admin/components/Panel';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { TimeChart } from '../../../../shared/admin/components/TimeChart';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useUrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { states, type State } from '../../contract/job';
import { manageAction } from '../../contract/permissions';
import { listQuery, type Minute, type NameOverview } from '../../contract/requests';
import { filterNames, JobFilters } from '../components/JobFilters';
import { JobsTable } from '../components/JobsTable';
import { NamesTable } from '../components/NamesTable';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 4000;

export const OverviewPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { query, isFiltered, change } = useUrlFilters(listQuery, filterNames);
  const mayManage = useIsAllowed(manageAction);
  const title = useNameText('jobs.title');
  const read = React.useCallback(async () => {
    const [overview, statistics, list] = await Promise.all([
      api.overview(),
      api.statistics(query.name),
      api.list(query),
    ]);
    return { query, names: overview.names, minutes: statistics.minutes, list };
  }, [api, query]);
  const polled = usePolled(read, interval);

  return (
    <PolledPage title={t('title')} subtitle={t('subtitle')} polled={polled}>
      {(data) => (
        <>
          <StateCards
            names={data.names}
            selected={query.state}
            onSelect={(state) => change({ state: state ?? '' })}
          />
          <Panel title={query.name ? t('chart.heading-of', { name: title(query.name) }) : t('chart.heading')}>
            <HourChart minutes={data.minutes} />
          </Panel>
          <Panel isBare title={t('names.title')}>
            <NamesTable
              names={data.names}
              mayManage={mayManage}
              onShow={(name, state) => change({ name, state: state ?? '' })}
              onChanged={polled.reload}
            />
          </Panel>
          <Panel
            isBare
            title={t('jobs.title')}
            aside={<JobFilters names={data.names.map(({ name }) => name)} query={query} change={change} />}
          >
            <JobsTable {...data.list} isFiltered={isFiltered} isOutdated={data.query !== query} />
          </Panel>
        </>
      )}
    </PolledPage>
  );
};

/** The jobs that finished in the last hour, minute by minute, and how long they had waited. */
const HourChart = ({ minutes }: { minutes: readonly Minute[] }) => {
  const t = useTexts();
  const intl = useIntl();
  const duration = useDurationText();
  const sum = (which: 'done' | 'failed'): number => minutes.reduce((all, minute) => all + minute[which], 0);

  const textOf = ({ at, done, failed, latency }: Minute): string => {
    const counts = { time: intl.formatTime(at), done, failed };
    if (!latency) return t('chart.quiet-minute', counts);
    return t('chart.minute', { ...counts, p50: duration(latency.p50), p95: duration(latency.p95) });
  };

  const valuesOf = (value: (minute: Minute) => number | undefined) =>
    minutes.map((minute) => value(minute) ?? null);

  return (
    <TimeChart
      title={t('chart.title', { done: sum('done'), failed: sum('failed') })}
      points={minutes.map((each) => ({ at: each.at, text: textOf(each), isEmpty: each.latency === null }))}
      bars={[
        { name: t('chart.done'), colour: 'primary500', values: valuesOf(({ done }) => done) },
        { name: t('chart.failed'), colour: 'danger600', values: valuesOf(({ failed }) => failed) },
      ]}
      lines={[
        { name: t('chart.p50'), colour: 'success600', values: valuesOf(({ latency }) => latency?.p50) },
        { name: t('chart.p95'), colour: 'warning600', values: valuesOf(({ latency }) => latency?.p95) },
      ]}
      formatLine={duration}
      emptyText={t('chart.nothing')}
    />
  );
};

const Card = styled(Box)`
  cursor: pointer;
  text-align: start;
  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
  }
`;

interface StateCardsProps {
  names: readonly NameOverview[];
  selected: State | undefined;
  onSelect: (state: State | null) => void;
}

/** How many jobs there are in each state; a click shows these alone. */
const StateCards = ({ names, selected, onSelect }: StateCardsProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <Flex gap={4} wrap="wrap" alignItems="stretch" role="group" aria-label={t('counts.title')}>
      {states.map((state) => {
        const count = names.reduce((all, { counts }) => all + counts[state], 0);
        const resolved = state === 'failed' ? names.reduce((all, name) => all + name.resolved, 0) : 0;
        const isBad = state === 'failed' && count > resolved;
        return (
          <Card
            key={state}
            tag="button"
            type="button"
            aria-pressed={selected === state}
            onClick={() => onSelect(selected === state ? null : state)}
            background="neutral0"
            borderColor="neutral150"
            hasRadius
            shadow="tableShadow"
            padding={4}
            flex="1 1 12rem"
          >
            <Typography variant="sigma" textColor="neutral600" tag="div">
              {t(`states.${state}`)}
            </Typography>
            <Typography variant="alpha" textColor={isBad ? 'danger600' : 'neutral800'} tag="div">
              {intl.formatNumber(count)}
            </Typography>
            {resolved > 0 && (
              <Typography variant="pi" textColor="neutral600" tag="div">
                {t('counts.resolved', { count: resolved })}
              </Typography>
            )}
          </Card>
        );
      })}
    </Flex>
  );
};
