import * as React from 'react';
import { Button } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useFetchClient, useNotification, useRBAC } from '@strapi/strapi/admin';
import { useErrorText } from '../../../jobs/admin/hooks/useErrorText';
import { useTexts } from '../hooks/useTexts';
import { maySync } from '../permissions';

/** A button that has the event brought in step now, for those who may. */
export const SyncNow = ({ documentId, onDone }: { documentId: string; onDone: () => void }) => {
  const t = useTexts();
  const { post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const { allowedActions } = useRBAC(maySync);
  const [isBusy, setBusy] = React.useState(false);
  if (!allowedActions.canSync) return null;

  const sync = async (): Promise<void> => {
    setBusy(true);
    try {
      await post(`/event-sync/events/${encodeURIComponent(documentId)}/sync`);
      toggleNotification({ type: 'success', message: t('sync.started') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: errorText(error) });
    } finally {
      setBusy(false);
      onDone();
    }
  };

  return (
    <Button
      variant="secondary"
      fullWidth
      startIcon={<ArrowClockwise />}
      loading={isBusy}
      onClick={() => void sync()}
    >
      {t('sync')}
    </Button>
  );
};
