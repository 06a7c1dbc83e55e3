import * as React from 'react';
import { EmptyStateLayout, Grid, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { isFetchError } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { CodeBlock } from '../../../../shared/admin/components/CodeBlock';
import { Note } from '../../../../shared/admin/components/Note';
import { Panel } from '../../../../shared/admin/components/Panel';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import type { JobDetail, Json } from '../../contract/job';
import { manageAction } from '../../contract/permissions';
import { AttemptsTable } from '../components/AttemptsTable';
import { JobActions } from '../components/JobActions';
import { JobDetails } from '../components/JobDetails';
import { PauseReason } from '../components/PauseReason';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 3000;

/** Everything about one job. */
export const JobPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { id = '' } = useParams();
  const mayManage = useIsAllowed(manageAction);
  const read = React.useCallback(() => api.job(id), [api, id]);
  const polled = usePolled(read, interval);
  const { data: job, error, reload } = polled;
  const isGone = isFetchError(error) && error.status === 404;

  return (
    <PolledPage
      title={job?.name ?? t('job.title')}
      subtitle={id}
      documentTitle={job ? t('job.page-title', { name: job.name }) : t('title')}
      parent="/plugins/jobs"
      actions={job && mayManage && <JobActions job={job} onChanged={reload} />}
      polled={polled}
      instead={
        isGone ? (
          <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={t('job.gone')} />
        ) : undefined
      }
    >
      {(job) => (
        <>
          <JobNotes job={job} />
          <Grid.Root gap={6}>
            <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
              <JobDetails job={job} />
            </Grid.Item>
            <Grid.Item col={8} xs={12} direction="column" alignItems="stretch" gap={6}>
              <Panel title={t('attempts.title')} isBare={job.history.length > 0}>
                {job.history.length === 0 ? (
                  <Typography textColor="neutral600">{t('attempts.none')}</Typography>
                ) : (
                  <AttemptsTable attempts={job.history} />
                )}
              </Panel>
              <JsonPanel title={t('job.payload')} value={job.payload} />
              {job.result !== null && <JsonPanel title={t('job.result')} value={job.result} />}
            </Grid.Item>
          </Grid.Root>
        </>
      )}
    </PolledPage>
  );
};

/** Why a job waits, and its latest error. */
const JobNotes = ({ job: { state, pause, error } }: { job: JobDetail }) => {
  const t = useTexts();
  const isFailed = state === 'failed';
  return (
    <>
      {(state === 'pending' || state === 'delayed') && pause && (
        <Note kind="warning" title={t('job.paused')}>
          <PauseReason pause={pause} />
        </Note>
      )}
      {error !== null && (
        <Note kind={isFailed ? 'danger' : 'info'} title={t(isFailed ? 'job.failed' : 'job.last-error')}>
          {error}
        </Note>
      )}
    </>
  );
};

const JsonPanel = ({ title, value }: { title: string; value: Json }) => (
  <Panel title={title}>
    <CodeBlock>{JSON.stringify(value, null, 2)}</CodeBlock>
  </Panel>
);
