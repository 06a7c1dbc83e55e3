import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise, Check, Play } from '@strapi/icons';
import { useAction } from '../../../../jobs/admin/hooks/useAction';
import type { Card } from '../../../contract/integrations';
import { useIntegrationsApi } from '../../hooks/useIntegrationsApi';
import { useTexts } from '../../hooks/useTexts';
import type { Checked } from './CheckResult';

interface CardActionsProps {
  card: Card;
  onChecked: (checked: Checked) => void;
  /** @param task the id of the job that syncs */
  onSyncing: (task: string) => void;
  onChanged: () => void;
}

/** Broken, or paused by somebody: what is waiting for a person. */
const isHeldUp = ({ state, since }: Card): boolean =>
  state === 'broken' || (state === 'waiting' && since !== null);

/** What can be done to an integration that is on. */
export const CardActions = ({ card, onChecked, onSyncing, onChanged }: CardActionsProps) => {
  const t = useTexts();
  const api = useIntegrationsApi();
  const checking = useAction(onChanged);
  const syncing = useAction(onChanged);
  const resuming = useAction(onChanged);

  const check = () =>
    checking.act(async () => {
      const { problem } = await api.check(card.name);
      onChecked({ problem, at: new Date().toISOString() });
      return null;
    });
  const sync = () =>
    syncing.act(async () => {
      onSyncing(await api.sync(card.name));
      return t('sync.begun', { title: card.title });
    });
  const resume = () =>
    resuming.act(async () => {
      await api.resume(card.name);
      return t('resume.done', { title: card.title });
    });

  return (
    <Flex gap={2} wrap="wrap">
      <Button
        variant="secondary"
        startIcon={<Check />}
        loading={checking.isBusy}
        onClick={() => void check()}
      >
        {t('check.now')}
      </Button>
      {card.canSyncAll && (
        <Button
          variant="secondary"
          startIcon={<ArrowClockwise />}
          loading={syncing.isBusy}
          onClick={() => void sync()}
        >
          {t('sync.now')}
        </Button>
      )}
      {isHeldUp(card) && (
        <Button startIcon={<Play />} loading={resuming.isBusy} onClick={() => void resume()}>
          {t('resume.now')}
        </Button>
      )}
    </Flex>
  );
};
