import * as React from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { DescriptionList } from '../../../../shared/admin/components/DescriptionList';
import { Panel } from '../../../../shared/admin/components/Panel';
import { Progress } from '../../../../shared/admin/components/Progress';
import { JobStateBadge, StatusBadge, type StatusKind } from '../../../../shared/admin/components/StatusBadge';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { readJobs, type Card } from '../../contract/integrations';
import { useIntegrationsApi } from '../hooks/useIntegrationsApi';
import { useTexts } from '../texts';
import { CheckResult, IntegrationActions, type Check } from './IntegrationActions';
import { StatusNote } from './StatusNote';

const kinds: Record<Card['state'], StatusKind> = {
  off: 'neutral',
  ready: 'success',
  working: 'primary',
  waiting: 'warning',
  broken: 'danger',
};

/** ISO 8601, in UTC: the texts are in the order of the times. */
const isFailureOver = ({ lastSuccess, lastFailure }: Card): boolean =>
  lastSuccess !== null && lastFailure !== null && lastSuccess.at > lastFailure.at;

interface IntegrationCardProps {
  card: Card;
  mayManage: boolean;
  onShowLog: () => void;
  onChanged: () => void;
}

export const IntegrationCard = ({ card, mayManage, onShowLog, onChanged }: IntegrationCardProps) => {
  const t = useTexts();
  const mayReadJobs = useIsAllowed(readJobs);
  const [check, setCheck] = React.useState<Check | null>(null);
  const [syncJobId, setSyncJobId] = React.useState<string | null>(null);
  const { title, state, lastSuccess, lastFailure, jobs } = card;
  const hasJobs = jobs.names.length > 0;

  return (
    <Panel title={title} aside={<StatusBadge kind={kinds[state]}>{t(`state.${state}`)}</StatusBadge>}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <StatusNote card={card} />
        <DescriptionList
          columns="repeat(auto-fit, minmax(min(16rem, 100%), 1fr))"
          items={[
            [t('card.last-success'), <Call call={lastSuccess} />],
            [
              t('card.last-failure'),
              <Call call={lastFailure} message={lastFailure?.message} isOver={isFailureOver(card)} />,
            ],
            [t('card.queue'), hasJobs ? <Queue {...jobs} /> : null],
            [t('card.jobs'), hasJobs ? <JobNames {...jobs} mayReadJobs={mayReadJobs} /> : null],
          ]}
        />
        {check && <CheckResult check={check} />}
        {syncJobId !== null &&
          (mayReadJobs ? (
            <SyncProgress jobId={syncJobId} />
          ) : (
            <Typography role="status">{t('sync.under-way')}</Typography>
          ))}
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          {mayManage && state !== 'off' ? (
            <IntegrationActions
              card={card}
              onChecked={setCheck}
              onSyncing={setSyncJobId}
              onChanged={onChanged}
            />
          ) : (
            <span />
          )}
          <TextButton onClick={onShowLog}>{t('card.show-log')}</TextButton>
        </Flex>
      </Flex>
    </Panel>
  );
};

interface CallProps {
  call: Card['lastSuccess'];
  message?: NonNullable<Card['lastFailure']>['message'] | undefined;
  isOver?: boolean;
}

const Call = ({ call, message, isOver = false }: CallProps) => {
  const t = useTexts();
  const actionText = useNameText('integrations.action');
  const messageText = useMessageText();
  if (call === null) return <>{t('card.never')}</>;
  return (
    <>
      <Timestamp at={call.at} /> · {actionText(call.action)}
      {message && (
        <Typography variant="pi" textColor={isOver ? 'neutral600' : 'danger600'} tag="p">
          {messageText(message)}
        </Typography>
      )}
    </>
  );
};

const Queue = ({ waiting, running, failed, nextRunAt }: Card['jobs']) => {
  const t = useTexts();
  return (
    <>
      {t('queue.waiting', { count: waiting })} · {t('queue.running', { count: running })} ·{' '}
      <Typography
        textColor={failed > 0 ? 'danger600' : 'neutral800'}
        fontWeight={failed > 0 ? 'bold' : 'regular'}
      >
        {t('queue.failed', { count: failed })}
      </Typography>
      {nextRunAt !== null && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('queue.next')} <Timestamp at={nextRunAt} />
        </Typography>
      )}
    </>
  );
};

const JobNames = ({ names, mayReadJobs }: Card['jobs'] & { mayReadJobs: boolean }) => {
  const intl = useIntl();
  const title = useNameText('jobs.title');
  if (!mayReadJobs) return <>{intl.formatList(names.map(title), { type: 'unit' })}</>;
  return names.map((name) => (
    <div key={name}>
      <TextLink to={`/plugins/jobs?${new URLSearchParams({ name }).toString()}`}>{title(name)}</TextLink>
    </div>
  ));
};

/** Milliseconds between refreshes. */
const syncInterval = 2000;

const SyncProgress = ({ jobId }: { jobId: string }) => {
  const t = useTexts();
  const messageText = useMessageText();
  const api = useIntegrationsApi();
  const read = React.useCallback(() => api.syncJob(jobId), [api, jobId]);
  const { data: job } = usePolled(read, syncInterval);
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
          {messageText(job.error)}
        </Typography>
      )}
    </Flex>
  );
};
