import type * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import type { JobStory } from '../../../contract/job';
import { Moment } from '../../components/Moment';
import { Panel } from '../../components/Panel';
import { ProgressBar } from '../../components/ProgressBar';
import { StateBadge } from '../../components/StateBadge';
import { useTexts } from '../../hooks/useTexts';

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <Box paddingBottom={3}>
    <Typography variant="sigma" textColor="neutral600" tag="dt">
      {name}
    </Typography>
    <Typography tag="dd" textColor="neutral800">
      {children}
    </Typography>
  </Box>
);

const Progress = ({ progress }: { progress: NonNullable<JobStory['progress']> }) => {
  const t = useTexts();
  const { done, total, message } = progress;
  const share = done !== null && total !== null && total > 0 ? Math.min(100, (done / total) * 100) : null;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {share !== null && <ProgressBar share={share} label={t('job.progress')} />}
      <span>
        {done !== null && total !== null && t('job.progress-of', { done, total })} {message}
      </span>
    </Flex>
  );
};

/** What is known of a job in a word each. */
export const Facts = ({ job }: { job: JobStory }) => {
  const t = useTexts();
  const { attempt, attempts, progress, leaseUntil } = job;
  return (
    <Panel title={t('job.facts')} aside={<StateBadge state={job.state} />}>
      <Box tag="dl">
        <Fact name={t('job.attempts')}>
          {attempts === null ? attempt : t('job.attempt-of', { attempt, attempts })}
        </Fact>
        {progress && (
          <Fact name={t('job.progress')}>
            <Progress progress={progress} />
          </Fact>
        )}
        <Fact name={t('jobs.enqueued')}>
          <Moment at={job.enqueuedAt} />
        </Fact>
        {job.runAt !== null && (
          <Fact name={t('job.due')}>
            <Moment at={job.runAt} />
          </Fact>
        )}
        <Fact name={t('jobs.started')}>
          <Moment at={job.startedAt} />
        </Fact>
        <Fact name={t('jobs.finished')}>
          <Moment at={job.finishedAt} />
        </Fact>
        {job.worker !== null && <Fact name={t('job.worker')}>{job.worker}</Fact>}
        {leaseUntil !== null && (
          <Fact name={t('job.lease')}>
            <Moment at={leaseUntil} />
          </Fact>
        )}
        <Fact name={t('jobs.key')}>{job.key ?? '–'}</Fact>
        <Fact name={t('job.priority')}>{job.priority}</Fact>
        <Fact name={t('job.owner')}>{job.owner ?? '–'}</Fact>
      </Box>
    </Panel>
  );
};
