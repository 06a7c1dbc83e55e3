import * as React from 'react';
import {
  unstable_useDocument as useDocument,
  type DocumentActionComponent,
  type DocumentActionProps,
} from '@strapi/content-manager/strapi-admin';
import { useForm, useQueryParams } from '@strapi/strapi/admin';
import { consequencesQuestion, type ConsequenceAction } from '../../contract/consequences';
import { sentValues } from './sent-values';
import { announcedLocales } from './locale-actions';
import { isReplayed, replay, shortcutOf } from './shortcut';
import { useConfirmation, type Outcome } from './useConfirmation';

interface Query {
  plugins?: { i18n?: { locale?: string } };
}

/** Asks before an action on an entry, with what its form holds. */
function useQuestion(action: ConsequenceAction, isWhole: boolean, props: DocumentActionProps) {
  const { model, documentId, document } = props;
  const [{ query }] = useQueryParams<Query>();
  const getValues = useForm('Consequences', (form) => form.getValues, false);
  const confirmation = useConfirmation();
  const locale: unknown = isWhole ? '*' : (document?.locale ?? query.plugins?.i18n?.locale);
  return async (): Promise<Outcome> => {
    // What has just been typed reaches the form in the meantime.
    await Promise.resolve();
    const isSent = action === 'publish' || action === 'save';
    const data = isSent ? sentValues(getValues?.() ?? {}) : {};
    const question = consequencesQuestion.safeParse({
      type: model,
      action,
      ...(documentId && { documentId }),
      ...(locale !== undefined && { locale }),
      data,
    });
    return question.success ? confirmation(question.data) : 'unknown';
  };
}

/** Whether a dialog is open, whose keys these are. */
const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** Asks before the keys of an action reach the content manager, which listens for them itself. */
function useHeldShortcut(key: 'publish' | 'save', isOn: boolean, ask: () => Promise<Outcome>): void {
  React.useEffect(() => {
    if (!isOn) return undefined;
    const hold = (event: KeyboardEvent): void => {
      if (shortcutOf(event) !== key || isReplayed(event) || isDialogOpen()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void ask().then((outcome) => outcome !== 'cancelled' && replay(event));
    };
    window.addEventListener('keydown', hold, true);
    return () => window.removeEventListener('keydown', hold, true);
  }, [key, isOn, ask]);
}

/** The content manager's own action, which first says what follows from it. */
function announced(
  original: DocumentActionComponent,
  action: ConsequenceAction,
  { isWhole = false } = {},
): DocumentActionComponent {
  const Action: DocumentActionComponent = (props) => {
    // It calls hooks, so it must be called on every render.
    const description = original(props);
    const { model, collectionType, documentId } = props;
    const { schema } = useDocument({ model, collectionType, documentId: documentId ?? '' }, { skip: true });
    const [isAsking, setAsking] = React.useState(false);
    const question = useQuestion(action, isWhole, props);
    // What is saved of a type with drafts is not public.
    const isConcerned =
      model.startsWith('api::') && (action !== 'save' || schema?.options?.draftAndPublish === false);

    async function ask(): Promise<Outcome> {
      setAsking(true);
      try {
        return await question();
      } finally {
        setAsking(false);
      }
    }
    const isOn = isConcerned && description !== null && !description.disabled && !isAsking;
    useHeldShortcut(
      action === 'save' ? 'save' : 'publish',
      isOn && action !== 'delete' && action !== 'unpublish',
      ask,
    );
    if (description === null || !isConcerned) return description;

    const { dialog } = description;
    return {
      ...description,
      loading: isAsking || Boolean(description.loading),
      async onClick(event) {
        const outcome = await ask();
        if (outcome === 'cancelled') return true;
        // Strapi's "Are you sure?" has been asked better.
        if (outcome === 'confirmed' && action === 'delete' && dialog?.type === 'dialog') {
          await dialog.onConfirm?.();
          return true;
        }
        return description.onClick?.(event);
      },
    };
  };
  if (original.type !== undefined) Action.type = original.type;
  if (original.position !== undefined) Action.position = original.position;
  return Action;
}

/**
 * Makes publishing, unpublishing and deleting say what follows. Of the actions in the content manager's list, the one without a type
 * before "Delete entry" is that of Strapi's i18n, which deletes one language; others may be its dialogs for several languages.
 */
export const announceConsequences = (actions: DocumentActionComponent[]): DocumentActionComponent[] =>
  actions.map((original, index) => {
    switch (original.type) {
      case 'publish':
      case 'unpublish':
        return announced(original, original.type);
      case 'update':
        return announced(original, 'save');
      case 'delete':
        return announced(original, 'delete', { isWhole: true });
      default:
        if (original.type !== undefined) return original;
        return actions[index + 1]?.type === 'delete'
          ? announced(original, 'delete')
          : announcedLocales(original);
    }
  });
