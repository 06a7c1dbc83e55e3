import * as React from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useErrorText } from './useErrorText';

/**
 * Does something at the server, and tells how it went.
 *
 * @param after called when it is over, however it went
 * @returns whether it is being done, and a function that does it: the text is what is said when it went well; null where the page itself tells
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
