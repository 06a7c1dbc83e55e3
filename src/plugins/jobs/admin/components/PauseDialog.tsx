import * as React from 'react';
import { Button, Field, Modal, Textarea, Typography } from '@strapi/design-system';
import { useSharedTexts } from '../../../../shared/admin/texts';
import { pauseBody } from '../../contract/requests';
import { useTexts } from '../texts';

interface PauseDialogProps {
  name: string;
  onPause: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the reason, which others read while the jobs wait. */
export const PauseDialog = ({ name, onPause, onClose }: PauseDialogProps) => {
  const t = useTexts();
  const shared = useSharedTexts();
  const [reason, setReason] = React.useState('');
  const [isWrong, setWrong] = React.useState(false);

  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const body = pauseBody.safeParse({ reason });
    if (!body.success) return setWrong(true);
    await onPause(body.data.reason);
    onClose();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Modal.Header closeLabel={shared('close')}>
            <Modal.Title>{t('pause.title', { name })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Typography tag="p">{t('pause.explanation')}</Typography>
            <Field.Root
              name="reason"
              required
              error={isWrong ? t('pause.reason-missing') : false}
              paddingTop={4}
            >
              <Field.Label>{t('pause.reason')}</Field.Label>
              <Textarea
                value={reason}
                onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => {
                  setReason(event.target.value);
                  setWrong(false);
                }}
              />
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
