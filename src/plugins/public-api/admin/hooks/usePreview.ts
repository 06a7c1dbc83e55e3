import * as React from 'react';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { previewAnswer, type Preview } from '../../contract/preview';

/** Milliseconds between refreshes: other people save too, and the link must not grow old. */
const interval = 120_000;

/**
 * What the panel shows beside an entry; null until it is read, and where it may not be.
 * @param path of the entry; null where there is none @param version a new one is read at once: the entry has been saved
 */
export function usePreview(path: string | null, language: string, version: string): Preview | null {
  const { get } = useApi('/public-api/previews');
  const read = React.useMemo(() => {
    if (path === null) return null;
    return async () => ({ path, preview: (await get(previewAnswer, path, { lang: language })).data });
    // `version` is a reason to read, though nothing here uses it.
  }, [get, path, language, version]);
  const { data } = usePolled(read, interval);
  // What was read of another entry is not shown of this one; of another language, it is until the new one is there.
  return data !== null && data.path === path ? data.preview : null;
}
