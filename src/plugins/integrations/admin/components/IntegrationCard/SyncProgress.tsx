import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { ProgressBar } from '../../../../jobs/admin/components/ProgressBar';
import { StateBadge } from '../../../../jobs/admin/components/StateBadge';
import { useJobsApi } from '../../../../jobs/admin/hooks/useJobsApi';
import { usePolled } from '../../../../jobs/admin/hooks/usePolled';
import type { JobStory } from '../../../../jobs/contract/job';
import { useTexts } from '../../hooks/useTexts';
import { jobsPage } from '../jobs-page';
import { TextLink } from '../TextLink';

/** How often it looks how far the job is, in milliseconds. */
const every = 2000;

/** How far a job is that syncs everything. @param task the job's id */
export const SyncProgress = ({ task }: { task: string }) => {
  const t = useTexts();
  const api = useJobsApi();
  const read = React.useCallback(() => api.story(task), [api, task]);
  const { data: job } = usePolled(read, every);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="status" aria-label={t('sync.now')}>
      <Flex gap={3} wrap="wrap">
        <Typography>
          <TextLink to={jobsPage.job(task)}>{t('sync.job')}</TextLink>
        </Typography>
        {job && <StateBadge state={job.state} />}
      </Flex>
      {job?.progress && <Progress progress={job.progress} />}
      {job?.error && (
        <Typography variant="pi" textColor="danger600" tag="p">
          {job.error}
        </Typography>
      )}
    </Flex>
  );
};

const Progress = ({
  progress: { done, total, message },
}: {
  progress: NonNullable<JobStory['progress']>;
}) => {
  const t = useTexts();
  const isCounted = done !== null && total !== null && total > 0;
  return (
    <>
      {isCounted && <ProgressBar share={Math.min(100, (done / total) * 100)} label={t('sync.now')} />}
      <Typography variant="pi" textColor="neutral600">
        {[isCounted ? t('sync.progress', { done, total }) : null, message].filter(Boolean).join(' · ')}
      </Typography>
    </>
  );
};
