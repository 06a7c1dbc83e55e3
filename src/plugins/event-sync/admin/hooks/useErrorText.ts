import * as React from 'react';
import { isFetchError } from '@strapi/strapi/admin';
import { useTexts } from './useTexts';

/** Why something did not work, as a sentence: the server's own where it gave one. */
export function useErrorText(): (error: unknown) => string {
  const t = useTexts();
  return React.useCallback(
    (error) => {
      if (isFetchError(error)) return error.message;
      // What `fetch` throws when nobody answers.
      if (error instanceof TypeError) return t('error.unreachable');
      return t('error.unreadable');
    },
    [t],
  );
}
