import { DescriptionList } from '../../../../shared/admin/components/DescriptionList';
import { JobStateBadge } from '../../../../shared/admin/components/JobStateBadge';
import { Panel } from '../../../../shared/admin/components/Panel';
import { Progress } from '../../../../shared/admin/components/Progress';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import type { JobDetail } from '../../contract/job';
import { useTexts } from '../texts';

/** A job's attributes, one below the other. */
export const JobDetails = ({ job }: { job: JobDetail }) => {
  const t = useTexts();
  const { attempt, attempts, progress, runAt, leaseUntil } = job;
  return (
    <Panel title={t('job.details')} aside={<JobStateBadge state={job.state} />}>
      <DescriptionList
        items={[
          [t('job.attempts'), attempts === null ? attempt : t('job.attempt-of', { attempt, attempts })],
          [t('job.progress'), progress && <Progress progress={progress} label={t('job.progress')} />],
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
