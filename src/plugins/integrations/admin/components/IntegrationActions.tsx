import { Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, Check as CheckIcon, Play } from '@strapi/icons';
import { ActionButton } from '../../../../shared/admin/components/ActionButton';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import type { Card, CheckAnswer } from '../../contract/integrations';
import { useIntegrationsApi } from '../hooks/useIntegrationsApi';
import { useTexts } from '../texts';

/** The result of *check now*, and when (ISO 8601). `problem` is null if the connection works. */
export interface Check {
  problem: CheckAnswer['data']['problem'];
  at: string;
}

interface IntegrationActionsProps {
  card: Card;
  onChecked: (check: Check) => void;
  onSyncing: (jobId: string) => void;
  onChanged: () => void;
}

/** Broken, or paused by somebody: waiting for a person. */
const isHeldUp = ({ state, since }: Card): boolean =>
  state === 'broken' || (state === 'waiting' && since !== null);

export const IntegrationActions = ({ card, onChecked, onSyncing, onChanged }: IntegrationActionsProps) => {
  const t = useTexts();
  const api = useIntegrationsApi();
  const { name, title } = card;

  const check = async () => {
    const { problem } = await api.check(name);
    onChecked({ problem, at: new Date().toISOString() });
    return null;
  };
  const sync = async () => {
    onSyncing(await api.sync(name));
    return t('sync.begun', { title });
  };
  const resume = async () => {
    await api.resume(name);
    return t('resume.done', { title });
  };

  return (
    <Flex gap={2} wrap="wrap">
      <ActionButton variant="secondary" startIcon={<CheckIcon />} action={check} onDone={onChanged}>
        {t('check.now')}
      </ActionButton>
      {card.canSyncAll && (
        <ActionButton variant="secondary" startIcon={<ArrowClockwise />} action={sync} onDone={onChanged}>
          {t('sync.now')}
        </ActionButton>
      )}
      {isHeldUp(card) && (
        <ActionButton startIcon={<Play />} action={resume} onDone={onChanged}>
          {t('resume.now')}
        </ActionButton>
      )}
    </Flex>
  );
};

/** Stays until the next check: what is wrong takes longer to read than a notification is shown. */
export const CheckResult = ({ check: { problem, at } }: { check: Check }) => {
  const t = useTexts();
  const messageText = useMessageText();
  return (
    <Typography tag="p" role="status" textColor={problem === null ? 'success600' : 'danger600'}>
      {problem === null ? t('check.works') : t('check.failed', { problem: messageText(problem) })}{' '}
      <Typography variant="pi" textColor="neutral600">
        <Timestamp at={at} />
      </Typography>
    </Typography>
  );
};
