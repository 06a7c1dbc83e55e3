import * as React from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { useErrorText } from '../../../../shared/admin/hooks/useAction';
import { consequencesAnswer, type ConsequencesQuestion } from '../../contract/consequences';
import { useTexts } from '../texts';
import { confirm } from './pending';

/** `unknown`: the server could not say what follows, which staff are told. */
export type Outcome = 'confirmed' | 'cancelled' | 'unknown';

/** Asks the server what follows, and, where it is worth a question, whoever is about to do it. */
export function useConfirmation(): (question: ConsequencesQuestion) => Promise<Outcome> {
  const { post } = useApi('/admin-desk');
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const text = useTexts();
  return React.useCallback(
    async (question) => {
      try {
        const { data } = await post(consequencesAnswer, '/consequences', question);
        if (!data.needsConfirmation) return 'confirmed';
        return (await confirm(question.action, data)) ? 'confirmed' : 'cancelled';
      } catch (error) {
        const message = text('consequences.failed', { reason: errorText(error) });
        toggleNotification({ type: 'warning', message });
        return 'unknown';
      }
    },
    [post, toggleNotification, errorText, text],
  );
}
