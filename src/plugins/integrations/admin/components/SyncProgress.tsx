import * as React from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { JobStateBadge } from '../../../../shared/admin/components/JobStateBadge';
import { Progress } from '../../../../shared/admin/components/Progress';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useIntegrationsApi } from '../hooks/useIntegrationsApi';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 2000;

/** How far a full sync is. */
export const SyncProgress = ({ jobId }: { jobId: string }) => {
  const t = useTexts();
  const api = useIntegrationsApi();
  const read = React.useCallback(() => api.syncJob(jobId), [api, jobId]);
  const { data: job } = usePolled(read, interval);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="status" aria-label={t('sync.now')}>
      <Flex gap={3} wrap="wrap">
        <Typography>
          <TextLink to={`/plugins/jobs/${encodeURIComponent(jobId)}`}>{t('sync.job')}</TextLink>
        </Typography>
        {job && <JobStateBadge state={job.state} />}
      </Flex>
      {job?.progress && <Progress progress={job.progress} label={t('sync.now')} />}
      {job?.error && (
        <Typography variant="pi" textColor="danger600" tag="p">
          {job.error}
        </Typography>
      )}
    </Flex>
  );
};
