import * as React from 'react';
import { Panel } from '../../../../shared/admin/components/Panel';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useUrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { manageAction } from '../../contract/permissions';
import { listQuery } from '../../contract/requests';
import { HourChart } from '../components/HourChart';
import { filterNames, JobFilters } from '../components/JobFilters';
import { JobsTable } from '../components/JobsTable';
import { NamesTable } from '../components/NamesTable';
import { StateCards } from '../components/StateCards';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 4000;

/** Counts by state, the last hour, the names, and the jobs themselves. */
export const OverviewPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { query, isFiltered, change } = useUrlFilters(listQuery, filterNames);
  const mayManage = useIsAllowed(manageAction);
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
          <Panel title={query.name ? t('chart.heading-of', { name: query.name }) : t('chart.heading')}>
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
