import * as React from 'react';
import { EmptyStateLayout, Flex, Grid, Loader } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { BackButton, isFetchError, Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { NotFresh, ReadAt } from '../../components/Freshness';
import { useJobsApi } from '../../hooks/useJobsApi';
import { usePolled } from '../../hooks/usePolled';
import { useTexts } from '../../hooks/useTexts';
import { permissions } from '../../permissions';
import { Attempts } from './Attempts';
import { Facts } from './Facts';
import { JobActions } from './JobActions';
import { JsonPanel } from './JsonPanel';
import { Notes } from './Notes';

/** How often the page refreshes itself, in milliseconds. */
const every = 3000;

/** One job's whole story. */
export const JobPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { id = '' } = useParams();
  const { allowedActions } = useRBAC(permissions.manage);
  const read = React.useCallback(() => api.story(id), [api, id]);
  const { data: job, error, readAt, reload } = usePolled(read, every);
  const isGone = isFetchError(error) && error.status === 404;

  return (
    <Page.Main>
      <Page.Title>{job ? t('job.page-title', { name: job.name }) : t('title')}</Page.Title>
      <Layouts.Header
        title={job?.name ?? t('job.title')}
        subtitle={id}
        navigationAction={<BackButton fallback="/plugins/jobs" />}
        primaryAction={
          <Flex gap={4}>
            <ReadAt readAt={readAt} />
            {job && allowedActions.canManage && <JobActions job={job} onChanged={reload} />}
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
          {isGone ? (
            <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('job.gone')} />
          ) : (
            <NotFresh error={error} readAt={readAt} />
          )}
          {!job && error === null && (
            <Flex justifyContent="center" padding={10}>
              <Loader>{t('loading')}</Loader>
            </Flex>
          )}
          {job && !isGone && (
            <>
              <Notes job={job} />
              <Grid.Root gap={6}>
                <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
                  <Facts job={job} />
                </Grid.Item>
                <Grid.Item col={8} xs={12} direction="column" alignItems="stretch" gap={6}>
                  <Attempts job={job} />
                  <JsonPanel title={t('job.payload')} value={job.payload} />
                  {job.result !== null && <JsonPanel title={t('job.result')} value={job.result} />}
                </Grid.Item>
              </Grid.Root>
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
