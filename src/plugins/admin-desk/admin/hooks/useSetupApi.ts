import * as React from 'react';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { dismissAnswer, setupAnswer, tryAnswer, type TryAnswer } from '../../contract/setup';

/** Milliseconds between refreshes. */
const interval = 60_000;

/** What is set up. @param isWanted whether whoever is signed in may see it: nothing is asked otherwise */
export function useSetup(isWanted = true) {
  const { get } = useApi('/admin-desk');
  const read = React.useCallback(async () => (await get(setupAnswer, '/setup')).data, [get]);
  return usePolled(isWanted ? read : null, interval);
}

export function useSetupActions() {
  const { post } = useApi('/admin-desk');
  return React.useMemo(
    () => ({
      tryItem: async (name: string): Promise<TryAnswer['data']> =>
        (await post(tryAnswer, `/setup/${encodeURIComponent(name)}/try`)).data,
      dismiss: async (): Promise<void> => void (await post(dismissAnswer, '/setup/dismiss')),
    }),
    [post],
  );
}
