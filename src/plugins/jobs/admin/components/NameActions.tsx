import * as React from 'react';
import { Button, Field, Flex, IconButton, Modal, Textarea, Typography } from '@strapi/design-system';
import { ArrowClockwise, Play } from '@strapi/icons';
import { useAction } from '../../../../shared/admin/hooks/useAction';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { useSharedTexts } from '../../../../shared/admin/texts';
import { longestReason, pauseBody } from '../../contract/requests';
import { useJobsApi } from '../hooks/useJobsApi';
import { useTexts } from '../texts';
import { ConfirmedAction } from './ConfirmedAction';

interface NameActionsProps {
  name: string;
  failed: number;
  isPaused: boolean;
  onChanged: () => void;
}

export const NameActions = ({ name, failed, isPaused, onChanged }: NameActionsProps) => {
  const t = useTexts();
  const titleOf = useNameText('jobs.title');
  const title = titleOf(name);
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
      return t('pause.done', { name: title });
    });
  const resume = () =>
    act(async () => {
      const { names } = await api.resume(name);
      return t('resume.done', { name: names.map(titleOf).join(', ') || title });
    });

  return (
    <Flex gap={1} justifyContent="flex-end">
      {failed > 0 && (
        <ConfirmedAction
          title={t('retry-failed.title')}
          question={t('retry-failed.question', { count: failed, name: title })}
          confirm={t('retry-failed.confirm')}
          onConfirm={retryFailed}
          trigger={
            <IconButton label={t('retry-failed.label', { name: title })} disabled={isBusy}>
              <ArrowClockwise />
            </IconButton>
          }
        />
      )}
      {isPaused ? (
        <IconButton
          label={t('resume.label', { name: title })}
          disabled={isBusy}
          onClick={() => void resume()}
        >
          <Play />
        </IconButton>
      ) : (
        <IconButton
          label={t('pause.label', { name: title })}
          disabled={isBusy}
          onClick={() => setPausing(true)}
        >
          <PauseIcon />
        </IconButton>
      )}
      {isPausing && <PauseDialog name={title} onPause={pause} onClose={() => setPausing(false)} />}
    </Flex>
  );
};

interface PauseDialogProps {
  name: string;
  onPause: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the reason, which others read while the jobs wait. */
const PauseDialog = ({ name, onPause, onClose }: PauseDialogProps) => {
  const t = useTexts();
  const shared = useSharedTexts();
  const [reason, setReason] = React.useState('');
  const [hasTried, setTried] = React.useState(false);
  const body = pauseBody.safeParse({ reason });

  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (!body.success) return setTried(true);
    await onPause(body.data.reason);
    onClose();
  };

  const focusBack = useFocusBack();
  const length = reason.trim().length;
  const issue =
    length > longestReason
      ? t('pause.reason-too-long', { most: longestReason, length })
      : hasTried && !body.success && t('pause.reason-missing');

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={focusBack}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Modal.Header closeLabel={shared('close')}>
            <Modal.Title>{t('pause.title', { name })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Typography tag="p">{t('pause.explanation')}</Typography>
            <Field.Root
              name="reason"
              required
              hint={t('pause.reason-hint', { most: longestReason })}
              error={issue}
              paddingTop={4}
            >
              <Field.Label>{t('pause.reason')}</Field.Label>
              <Textarea
                value={reason}
                onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => {
                  setReason(event.target.value);
                  setTried(false);
                }}
              />
              <Field.Hint />
              <Field.Error />
            </Field.Root>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {t('pause.back')}
            </Button>
            <Button type="submit">{t('pause.confirm')}</Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
};

/** The design system has icons to play and to stop, but none to pause. */
const PauseIcon = () => (
  <svg viewBox="0 0 32 32" width="1.6rem" height="1.6rem" fill="currentColor" aria-hidden>
    <rect x="7" y="5" width="7" height="22" rx="1.5" />
    <rect x="18" y="5" width="7" height="22" rx="1.5" />
  </svg>
);
