import type * as React from 'react';
import { Button, Dialog } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useSharedTexts } from '../../../../shared/admin/texts';

interface ConfirmedActionProps {
  title: string;
  question: string;
  confirm: string;
  onConfirm: () => Promise<void>;
  variant?: 'default' | 'danger';
  /** The button that asks. */
  trigger: React.ReactElement;
}

export const ConfirmedAction = ({
  title,
  question,
  confirm,
  onConfirm,
  variant = 'default',
  trigger,
}: ConfirmedActionProps) => {
  const shared = useSharedTexts();
  return (
    <Dialog.Root>
      <Dialog.Trigger>{trigger}</Dialog.Trigger>
      <ConfirmDialog
        title={title}
        startAction={
          // Strapi's own “Cancel” would read as the action where that cancels a job.
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {shared('close')}
            </Button>
          </Dialog.Cancel>
        }
        endAction={
          <Dialog.Action>
            <Button fullWidth variant={variant} onClick={() => void onConfirm()}>
              {confirm}
            </Button>
          </Dialog.Action>
        }
      >
        {question}
      </ConfirmDialog>
    </Dialog.Root>
  );
};
