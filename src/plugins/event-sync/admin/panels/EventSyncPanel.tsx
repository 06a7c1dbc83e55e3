import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { ActionButton } from '../../../../shared/admin/components/ActionButton';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useIsAllowed } from '../../../../shared/admin/permissions';
import { browserZone, isZone } from '../../../../shared/admin/zoned-time';
import { permissions } from '../../contract/permissions';
import { syncAnswer, syncStatusAnswer, type EventSyncStatus } from '../../contract/sync-status';
import { FacebookText } from '../components/FacebookText';
import { TargetRow } from '../components/TargetRow';
import { useTexts } from '../texts';

interface Read {
  /** Of the event that `status` is about: another one may be shown by now. */
  documentId: string;
  status: EventSyncStatus;
}

/** Milliseconds between refreshes: a few seconds while a target is being synced. */
const intervalAfter = (read: Read | null): number =>
  read?.status.targets.some(({ isUnderWay }) => isUnderWay) ? 3_000 : 30_000;

/** @param documentId null where there is nothing to read @param version a new one is read at once: the event has been saved */
function useSyncStatus(documentId: string | null, version: string) {
  const { get } = useApi('/event-sync/events');
  const read = React.useMemo(() => {
    if (documentId === null) return null;
    return async (): Promise<Read> => {
      const { data } = await get(syncStatusAnswer, `/${encodeURIComponent(documentId)}`);
      return { documentId, status: data };
    };
    // `version` is a reason to read, though nothing here uses it.
  }, [get, documentId, version]);
  const { data, error, reload } = usePolled(read, intervalAfter);
  const status = data !== null && data.documentId === documentId ? data.status : null;
  return { status, isStale: error !== null, reload };
}

/** Beside a saved event: its status on the calendars and the page. Absent if no target is configured or none may be seen. */
export const EventSyncPanel: PanelComponent = ({ model, documentId, document, meta }) => {
  const t = useTexts();
  // A copy that is not saved yet has the id of its original, and no metadata.
  const isSavedEvent = model === 'api::event.event' && meta !== undefined;
  const version = [document?.updatedAt, document?.publishedAt, document?.status].join(' ');
  const { status, isStale, reload } = useSyncStatus(isSavedEvent ? (documentId ?? null) : null, version);
  // In a language that the event lacks there is no document; the metadata has what all languages share.
  const named: unknown = Reflect.get(
    document?.documentId ? document : (meta?.availableLocales[0] ?? {}),
    'timezone',
  );
  const zone = isZone(named) ? named : browserZone();
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(
    () =>
      documentId === undefined || status === null ? null : (
        <SyncStatusPanel
          documentId={documentId}
          status={status}
          zone={zone}
          isStale={isStale}
          onChanged={reload}
        />
      ),
    [documentId, status, zone, isStale, reload],
  );
  if (content === null || status?.targets.length === 0) return null;
  return { title: t('title'), content };
};

interface SyncStatusPanelProps {
  documentId: string;
  status: EventSyncStatus;
  /** The event's time zone. */
  zone: string;
  /** It could not be read the last time. */
  isStale: boolean;
  onChanged: () => void;
}

const SyncStatusPanel = ({ documentId, status, zone, isStale, onChanged }: SyncStatusPanelProps) => {
  const t = useTexts();
  const { targets, facebookText, hasWebsite } = status;
  const maySync = useIsAllowed(permissions.sync);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
        {targets.map((target) => (
          <TargetRow key={target.name} target={target} zone={zone} maySync={maySync} />
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
      {maySync && <SyncNow documentId={documentId} onDone={onChanged} />}
      {facebookText !== '' && <FacebookText text={facebookText} />}
    </Flex>
  );
};

const SyncNow = ({ documentId, onDone }: { documentId: string; onDone: () => void }) => {
  const t = useTexts();
  const { post } = useApi('/event-sync/events');
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
