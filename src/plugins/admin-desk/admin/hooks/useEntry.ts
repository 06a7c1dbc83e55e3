import * as React from 'react';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { entryAnswer, type EntryAnswer } from '../../contract/entry';
import { createSharedRead } from './shared-read';

/** Milliseconds between refreshes. */
const interval = 60_000;

/** Both panels beside an entry ask for the same. */
const shared = createSharedRead<EntryAnswer['data']>(interval / 4, () => Date.now());

/** The parts of a document that a save changes. */
interface Saved {
  documentId?: string;
  updatedAt?: string | null;
  publishedAt?: string | null;
  status?: string;
}

/** What the panels beside a saved entry show; null until it is read, and where it may not be. */
export function useEntry(type: string, document: Saved | undefined): EntryAnswer['data'] | null {
  const { get } = useApi('/admin-desk/entries');
  const { documentId, updatedAt, publishedAt, status } = document ?? {};
  const version = [type, documentId, updatedAt, publishedAt, status].join(' ');
  const read = React.useMemo(() => {
    if (documentId === undefined || !type.startsWith('api::')) return null;
    return async () => {
      const path = `/${encodeURIComponent(type)}/${encodeURIComponent(documentId)}`;
      return { version, entry: await shared(version, async () => (await get(entryAnswer, path)).data) };
    };
  }, [get, type, documentId, version]);
  const { data } = usePolled(read, interval);
  // What was read of another entry is not shown of this one.
  return data !== null && data.version.startsWith(`${type} ${String(documentId)} `) ? data.entry : null;
}
