import * as React from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useErrorText } from './useErrorText';

/**
 * Does something at the server, and tells how it went.
 *
 * @param after called when it is over, however it went
 * @returns whether it is being done, and a function that does it: the text is what is said when it went well
 */
export function useAction(after: () => void) {
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const [isBusy, setBusy] = React.useState(false);

  const act = React.useCallback(
    async (work: () => Promise<string>): Promise<void> => {
      setBusy(true);
      try {
        toggleNotification({ type: 'success', message: await work() });
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
