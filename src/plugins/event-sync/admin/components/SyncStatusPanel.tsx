import { Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { ActionButton } from '../../../../shared/admin/components/ActionButton';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { permissions } from '../../contract/permissions';
import { syncAnswer, type EventSyncStatus } from '../../contract/sync-status';
import { useTexts } from '../texts';
import { FacebookText } from './FacebookText';
import { TargetRow } from './TargetRow';

interface SyncStatusPanelProps {
  documentId: string;
  status: EventSyncStatus;
  /** It could not be read the last time. */
  isStale: boolean;
  onChanged: () => void;
}

/** An event's targets, and what can be done about them. */
export const SyncStatusPanel = ({ documentId, status, isStale, onChanged }: SyncStatusPanelProps) => {
  const t = useTexts();
  const { targets, facebookText, hasWebsite } = status;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {targets.map((target) => (
          <TargetRow key={target.name} target={target} />
        ))}
      </Flex>
      {isStale && (
        <Typography variant="pi" textColor="warning700" role="status">
          {t('stale')}
        </Typography>
      )}
      {!hasWebsite && (
        <Typography variant="pi" textColor="warning700">
          {t('no-website')}
        </Typography>
      )}
      <SyncNow documentId={documentId} onDone={onChanged} />
      {facebookText !== '' && <FacebookText text={facebookText} />}
    </Flex>
  );
};

/** A button that syncs the event at once, for those who may. */
const SyncNow = ({ documentId, onDone }: { documentId: string; onDone: () => void }) => {
  const t = useTexts();
  const { post } = useApi('/event-sync/events');
  if (!useIsAllowed(permissions.sync)) return null;
  const sync = async () => {
    await post(syncAnswer, `/${encodeURIComponent(documentId)}/sync`);
    return t('sync.started');
  };
  return (
    <ActionButton variant="secondary" fullWidth startIcon={<ArrowClockwise />} action={sync} onDone={onDone}>
      {t('sync')}
    </ActionButton>
  );
};
