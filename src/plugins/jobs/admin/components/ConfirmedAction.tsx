import type * as React from 'react';
import { Button, Dialog } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

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
}: ConfirmedActionProps) => (
  <Dialog.Root>
    <Dialog.Trigger>{trigger}</Dialog.Trigger>
    <ConfirmDialog
      title={title}
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
