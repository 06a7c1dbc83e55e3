import * as React from 'react';
import type { PanelComponentProps } from '@strapi/content-manager/strapi-admin';
import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { entryAnswer, type EntryAnswer } from '../../contract/entry';
import { createSharedRead } from './shared-read';

/** Milliseconds between refreshes. */
const interval = 60_000;

/** Both panels beside an entry ask for the same. */
const sharedEntry = createSharedRead<EntryAnswer['data']>(interval / 4, () => Date.now());

/** The entry that panels are beside; its document is empty in a language that the entry lacks. */
type Beside = Pick<PanelComponentProps, 'model' | 'documentId' | 'document' | 'meta'>;

/** What the panels beside a saved entry show, in languages that it lacks too; null until it is read, and where it may not be. */
export function useEntry({ model: type, documentId, document, meta }: Beside): EntryAnswer['data'] | null {
  const reader = useAuth('useEntry', ({ user }) => user?.id);
  // A copy that is not saved yet has the id of its original, and no metadata.
  const isSaved = documentId !== undefined && meta !== undefined;
  const path =
    !isSaved || !type.startsWith('api::')
      ? null
      : `/admin-desk/entries/${encodeURIComponent(type)}/${encodeURIComponent(documentId)}`;
  // A new one is read at once: the entry has been saved.
  const version = [reader, path, document?.updatedAt, document?.publishedAt, document?.status].join(' ');
  const read = React.useMemo(() => {
    if (path === null) return null;
    // Not by the hook for requests, which aborts one when the panel that made it is gone.
    const readEntry = async () => entryAnswer.parse((await getFetchClient().get(path)).data).data;
    return async () => ({ path, entry: await sharedEntry(version, readEntry) });
  }, [path, version]);
  const { data } = usePolled(read, interval);
  // What was read of another entry is not shown of this one.
  return data !== null && data.path === path ? data.entry : null;
}
