import * as React from 'react';
import { Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise, Play } from '@strapi/icons';
import { useAction } from '../../../../shared/admin/hooks/useAction';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';
import { ConfirmedAction } from './ConfirmedAction';
import { PauseDialog } from './PauseDialog';

interface NameActionsProps {
  name: string;
  failed: number;
  isPaused: boolean;
  onChanged: () => void;
}

/** What can be done to all jobs of a name. */
export const NameActions = ({ name, failed, isPaused, onChanged }: NameActionsProps) => {
  const t = useTexts();
  const api = useJobsApi();
  const { isBusy, act } = useAction(onChanged);
  const [isPausing, setPausing] = React.useState(false);

  const retryFailed = () =>
    act(async () => {
      const { retried, left } = await api.retryFailed(name);
      return left === 0
        ? t('retry-failed.done', { retried })
        : t('retry-failed.done-left', { retried, left });
    });
  const pause = (reason: string) =>
    act(async () => {
      await api.pause(name, reason);
      return t('pause.done', { name });
    });
  const resume = () =>
    act(async () => {
      const { names } = await api.resume(name);
      return t('resume.done', { name: names.join(', ') || name });
    });

  return (
    <Flex gap={1} justifyContent="flex-end">
      {failed > 0 && (
        <ConfirmedAction
          title={t('retry-failed.title')}
          question={t('retry-failed.question', { count: failed, name })}
          confirm={t('retry-failed.confirm')}
          onConfirm={retryFailed}
          trigger={
            <IconButton label={t('retry-failed.label', { name })} disabled={isBusy}>
              <ArrowClockwise />
            </IconButton>
          }
        />
      )}
      {isPaused ? (
        <IconButton label={t('resume.label', { name })} disabled={isBusy} onClick={() => void resume()}>
          <Play />
        </IconButton>
      ) : (
        <IconButton label={t('pause.label', { name })} disabled={isBusy} onClick={() => setPausing(true)}>
          <PauseIcon />
        </IconButton>
      )}
      {isPausing && <PauseDialog name={name} onPause={pause} onClose={() => setPausing(false)} />}
    </Flex>
  );
};

/** The design system has icons to play and to stop, but none to pause. */
const PauseIcon = () => (
  <svg viewBox="0 0 32 32" width="1.6rem" height="1.6rem" fill="currentColor" aria-hidden>
    <rect x="7" y="5" width="7" height="22" rx="1.5" />
    <rect x="18" y="5" width="7" height="22" rx="1.5" />
  </svg>
);
