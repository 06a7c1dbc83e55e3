import * as React from 'react';
import { Box, EmptyStateLayout, Grid, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { isFetchError } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { CodeBlock } from '../../../../shared/admin/components/CodeBlock';
import { DataTable } from '../../../../shared/admin/components/DataTable';
import { DescriptionList } from '../../../../shared/admin/components/DescriptionList';
import { EntryLink } from '../../../../shared/admin/components/EntryLink';
import { JobStateBadge } from '../../../../shared/admin/components/StatusBadge';
import { Note } from '../../../../shared/admin/components/Note';
import { Panel } from '../../../../shared/admin/components/Panel';
import { PolledPage } from '../../../../shared/admin/components/PolledPage';
import { Progress } from '../../../../shared/admin/components/Progress';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import type { Attempt, JobDetail, Json } from '../../contract/job';
import { manageAction } from '../../contract/permissions';
import { JobActions } from '../components/JobActions';
import { PauseReason } from '../components/PauseReason';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 3000;

export const JobPage = () => {
  const t = useTexts();
  const api = useJobsApi();
  const { id = '' } = useParams();
  const mayManage = useIsAllowed(manageAction);
  const read = React.useCallback(() => api.job(id), [api, id]);
  const polled = usePolled(read, interval);
  const { data: job, error, reload } = polled;
  const title = useNameText('jobs.title');
  const isGone = isFetchError(error) && error.status === 404;

  return (
    <PolledPage
      title={job ? title(job.name) : t('job.title')}
      subtitle={id}
      documentTitle={job ? t('job.page-title', { name: title(job.name) }) : t('title')}
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
const JobNotes = ({ job: { state, pause, error, isResolved } }: { job: JobDetail }) => {
  const t = useTexts();
  const messageText = useMessageText();
  const isFailed = state === 'failed' && !isResolved;
  return (
    <>
      {(state === 'pending' || state === 'delayed') && pause && (
        <Note kind="warning" title={t('job.paused')}>
          <PauseReason pause={pause} />
        </Note>
      )}
      {error !== null && (
        <Note kind={isFailed ? 'danger' : 'info'} title={t(isFailed ? 'job.failed' : 'job.last-error')}>
          {messageText(error)}
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

const JobDetails = ({ job }: { job: JobDetail }) => {
  const t = useTexts();
  const { attempt, attempts, progress, runAt, leaseUntil } = job;
  return (
    <Panel title={t('job.details')} aside={<JobStateBadge {...job} />}>
      <DescriptionList
        items={[
          [t('job.attempts'), attempts === null ? attempt : t('job.attempt-of', { attempt, attempts })],
          [t('job.progress'), progress && <Progress progress={progress} label={t('job.progress')} />],
          [t('jobs.about'), job.entry && <EntryLink entry={job.entry} />],
          [t('jobs.name'), job.name],
          [t('jobs.enqueued'), <Timestamp at={job.enqueuedAt} />],
          [t('job.due'), runAt && <Timestamp at={runAt} />],
          [t('jobs.started'), <Timestamp at={job.startedAt} />],
          [t('jobs.finished'), <Timestamp at={job.finishedAt} />],
          [t('job.worker'), job.worker],
          [t('job.lease'), leaseUntil && <Timestamp at={leaseUntil} />],
          [t('jobs.key'), job.key ?? '–'],
          [t('job.priority'), job.priority],
          [t('job.owner'), job.owner ?? '–'],
        ]}
      />
    </Panel>
  );
};

/** A job's unsuccessful attempts, the latest first. */
const AttemptsTable = ({ attempts }: { attempts: readonly Attempt[] }) => {
  const t = useTexts();
  const duration = useDurationText();
  const took = ({ startedAt, endedAt }: Attempt): string =>
    startedAt === null ? '–' : duration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)));
  return (
    <DataTable
      rows={[...attempts].reverse()}
      keyOf={({ endedAt }, index) => `${endedAt} ${index}`}
      columns={[
        { title: t('attempts.attempt'), cell: ({ attempt }) => attempt },
        {
          title: t('attempts.ended'),
          cell: ({ endedAt }) => (
            <Typography>
              <Timestamp at={endedAt} />
            </Typography>
          ),
        },
        { title: t('attempts.took'), cell: took },
        { title: t('attempts.outcome'), cell: (attempt) => <Outcome {...attempt} /> },
      ]}
    />
  );
};

const Outcome = ({ outcome, message, worker }: Attempt) => {
  const t = useTexts();
  const messageText = useMessageText();
  return (
    <Box paddingTop={2} paddingBottom={2} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      <Typography fontWeight="semiBold" tag="p">
        {t(`outcome.${outcome}`)}
      </Typography>
      <Typography tag="p">{messageText(message)}</Typography>
      {worker !== null && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {worker}
        </Typography>
      )}
    </Box>
  );
};
