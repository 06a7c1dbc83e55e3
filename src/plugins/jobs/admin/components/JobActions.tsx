import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise, Cross } from '@strapi/icons';
import { ActionButton } from '../../../../shared/admin/components/ActionButton';
import { useAction } from '../../../../shared/admin/hooks/useAction';
import { isCancellable, isRetryable, type JobDetail } from '../../contract/job';
import { ConfirmedAction } from './ConfirmedAction';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';

export const JobActions = ({ job, onChanged }: { job: JobDetail; onChanged: () => void }) => {
  const t = useTexts();
  const api = useJobsApi();
  const { isBusy, act } = useAction(onChanged);

  const retry = async () => {
    await api.retry(job.id);
    return t('job.retried');
  };
  const cancel = async () => {
    await api.cancel(job.id);
    return t('job.cancelled');
  };

  return (
    <Flex gap={2}>
      {isCancellable(job.state) && (
        <ConfirmedAction
          title={t('job.cancel')}
          question={t(job.state === 'running' ? 'job.cancel-running' : 'job.cancel-waiting')}
          confirm={t('job.cancel')}
          variant="danger"
          onConfirm={() => act(cancel)}
          trigger={
            <Button variant="danger-light" startIcon={<Cross />} disabled={isBusy}>
              {t('job.cancel')}
            </Button>
          }
        />
      )}
      {isRetryable(job.state) && (
        <ActionButton startIcon={<ArrowClockwise />} action={retry} onDone={onChanged}>
          {t('job.retry')}
        </ActionButton>
      )}
    </Flex>
  );
};
