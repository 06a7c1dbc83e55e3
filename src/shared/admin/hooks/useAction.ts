import * as React from 'react';
import { isFetchError, useNotification } from '@strapi/strapi/admin';
import { useSharedTexts } from '../texts';

/** Why a request failed, as a sentence: the server's own where it gave one. */
export function useErrorText(): (error: unknown) => string {
  const t = useSharedTexts();
  return React.useCallback(
    (error) => {
      if (isFetchError(error)) return error.message;
      // `fetch` throws a TypeError when nobody answers.
      return t(error instanceof TypeError ? 'error.unreachable' : 'error.unreadable');
    },
    [t],
  );
}

/**
 * Runs requests that change something, and notifies of the result. `after` is called when one is over, whether it failed or not.
 * @returns `act` takes the request, which returns the success message; null where the page itself shows it
 */
export function useAction(after: () => void) {
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const [isBusy, setBusy] = React.useState(false);

  const act = React.useCallback(
    async (work: () => Promise<string | null>): Promise<void> => {
      setBusy(true);
      try {
        const message = await work();
        if (message !== null) toggleNotification({ type: 'success', message });
      } catch (error) {
        toggleNotification({ type: 'danger', message: errorText(error) });
      } finally {
        setBusy(false);
        after();
      }
    },
    [toggleNotification, errorText, after],
  );
  return { isBusy, act };
}
