import * as React from 'react';
import { Flex, Loader } from '@strapi/design-system';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Filters } from '../../components/Filters';
import { NotFresh, ReadAt } from '../../components/Freshness';
import { HourChart } from '../../components/HourChart';
import { JobsTable } from '../../components/JobsTable';
import { NamesTable } from '../../components/NamesTable';
import { Panel } from '../../components/Panel';
import { StateCards } from '../../components/StateCards';
import { useFilters } from '../../hooks/useFilters';
import { useJobsApi } from '../../hooks/useJobsApi';
import { usePolled } from '../../hooks/usePolled';
import { useTexts } from '../../hooks/useTexts';
import { permissions } from '../../permissions';

/** How often the page refreshes itself, in milliseconds. */
const every = 4000;

/** How things stand: counts, the last hour, names, and the jobs themselves. */
export const OverviewPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { query, isFiltered, change } = useFilters();
  const { allowedActions } = useRBAC(permissions.manage);
  const read = React.useCallback(async () => {
    const [overview, statistics, list] = await Promise.all([
      api.overview(),
      api.statistics(query.name),
      api.list(query),
    ]);
    return { query, names: overview.names, minutes: statistics.minutes, list };
  }, [api, query]);
  const { data, error, readAt, reload } = usePolled(read, every);

  return (
    <Page.Main>
      <Page.Title>{t('title')}</Page.Title>
      <Layouts.Header
        title={t('title')}
        subtitle={t('subtitle')}
        primaryAction={<ReadAt readAt={readAt} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
          <NotFresh error={error} readAt={readAt} />
          {!data && error === null && (
            <Flex justifyContent="center" padding={10}>
              <Loader>{t('loading')}</Loader>
            </Flex>
          )}
          {data && (
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
                  mayManage={allowedActions.canManage ?? false}
                  onShow={(name, state) => change({ name, state: state ?? '' })}
                  onChanged={reload}
                />
              </Panel>
              <Panel
                isBare
                title={t('jobs.title')}
                aside={<Filters names={data.names.map(({ name }) => name)} query={query} change={change} />}
              >
                <JobsTable {...data.list} isFiltered={isFiltered} isOld={data.query !== query} />
              </Panel>
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
