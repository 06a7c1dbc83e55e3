import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise, Cross } from '@strapi/icons';
import { isCancellable, isRetryable, type JobStory } from '../../../contract/job';
import { ConfirmedAction } from '../../components/dialogs/ConfirmedAction';
import { useAction } from '../../hooks/useAction';
import { useJobsApi } from '../../hooks/useJobsApi';
import { useTexts } from '../../hooks/useTexts';

/** What can be done to a job as it stands. */
export const JobActions = ({ job, onChanged }: { job: JobStory; onChanged: () => void }) => {
  const t = useTexts();
  const api = useJobsApi();
  const { isBusy, act } = useAction(onChanged);

  const retry = () =>
    act(async () => {
      await api.retry(job.id);
      return t('job.retried');
    });
  const cancel = () =>
    act(async () => {
      await api.cancel(job.id);
      return t('job.cancelled');
    });

  return (
    <Flex gap={2}>
      {isCancellable(job.state) && (
        <ConfirmedAction
          title={t('job.cancel')}
          question={t(job.state === 'running' ? 'job.cancel-running' : 'job.cancel-waiting')}
          confirm={t('job.cancel')}
          variant="danger"
          onConfirm={cancel}
          trigger={
            <Button variant="danger-light" startIcon={<Cross />} disabled={isBusy}>
              {t('job.cancel')}
            </Button>
          }
        />
      )}
      {isRetryable(job.state) && (
        <Button startIcon={<ArrowClockwise />} loading={isBusy} onClick={() => void retry()}>
          {t('job.retry')}
        </Button>
      )}
    </Flex>
  );
};
