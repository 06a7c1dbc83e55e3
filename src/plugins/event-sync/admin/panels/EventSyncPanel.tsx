import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { SyncPanel } from '../components/SyncPanel';
import { useStandings } from '../hooks/useStandings';
import { useTexts } from '../hooks/useTexts';

/** Beside a saved event: how it stands on calendars and page. Nothing where no target is configured, or none may be seen. */
export const EventSyncPanel: PanelComponent = ({ model, documentId, document }) => {
  const t = useTexts();
  const isSavedEvent = model === 'api::event.event' && document?.documentId !== undefined;
  const version = [document?.updatedAt, document?.publishedAt, document?.status].join(' ');
  const { standings, isStale, reload } = useStandings(isSavedEvent ? (documentId ?? null) : null, version);
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(
    () =>
      documentId === undefined || standings === null ? null : (
        <SyncPanel documentId={documentId} standings={standings} isStale={isStale} onChanged={reload} />
      ),
    [documentId, standings, isStale, reload],
  );
  if (content === null || standings?.targets.length === 0) return null;
  return { title: t('title'), content };
};
