import * as React from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { useErrorText } from '../../../../shared/admin/hooks/useAction';
import { consequencesAnswer, type ConsequencesQuestion } from '../../contract/consequences';
import { selectionAnswer, type SelectionQuestion } from '../../contract/selection';
import { useTexts } from '../texts';
import { confirm, type Question } from './pending';
import { entryQuestion, selectionQuestion } from './questions';
import { useSelectionConsequencesMutation } from './selection-api';
import { useSpeech } from './useSpeech';

/** `unknown`: the server could not say what follows, which staff are told. */
export type Outcome = 'confirmed' | 'cancelled' | 'unknown';

/** Asks whoever is about to do something. `load` reads what to ask; null where nothing is worth a question. */
function useAsking(): (load: () => Promise<Question | null>) => Promise<Outcome> {
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const text = useTexts();
  return React.useCallback(
    async (load) => {
      try {
        const question = await load();
        return question === null || (await confirm(question)) ? 'confirmed' : 'cancelled';
      } catch (error) {
        const message = text('consequences.failed', { reason: errorText(error) });
        toggleNotification({ type: 'warning', message });
        return 'unknown';
      }
    },
    [toggleNotification, errorText, text],
  );
}

/** Asks the server what follows, and, where it is worth a question, whoever is about to do it. */
export function useConfirmation(): (question: ConsequencesQuestion) => Promise<Outcome> {
  const { post } = useApi('/admin-desk');
  const ask = useAsking();
  const speech = useSpeech();
  return React.useCallback(
    (question) =>
      ask(async () => {
        const { data } = await post(consequencesAnswer, '/consequences', question);
        return data.needsConfirmation ? entryQuestion(question.action, data, speech) : null;
      }),
    [post, ask, speech],
  );
}

/**
 * The same for a selection, or for several languages of one entry, which always asks.
 *
 * @param isNamed whether sentences name their entries, which who looks at one need not be told
 */
export function useSelectionConfirmation(
  isNamed: boolean,
): (question: SelectionQuestion) => Promise<Outcome> {
  const [read] = useSelectionConsequencesMutation();
  const ask = useAsking();
  const speech = useSpeech();
  return React.useCallback(
    ({ type: model, ...asked }) =>
      ask(async () => {
        const { data } = selectionAnswer.parse(await read({ model, ...asked }).unwrap());
        return selectionQuestion({ ...asked, isNamed }, data, speech);
      }),
    [read, ask, speech, isNamed],
  );
}
