import * as React from 'react';
import {
  buildValidParams,
  unstable_useDocumentActions as useDocumentActions,
  type BulkActionComponent,
} from '@strapi/content-manager/strapi-admin';
import { useQueryParams, useTable } from '@strapi/strapi/admin';
import { language } from '../../contract/home';
import type { SelectionAction } from '../../contract/selection';
import { useSelectionConfirmation } from './useConfirmation';

// A type, which unlike an interface may be passed on as a record.
type Query = { plugins?: { i18n?: { locale?: string } } };

type Description = ReturnType<BulkActionComponent>;

/** Publishing has no type: its description says what it is. */
const isPublishing = (description: Description): boolean =>
  description !== null && 'actionType' in description && description.actionType === 'publish';

/** Publishes the selection, as Strapi's dialog does. What is refused stays selected no longer: a message names it. */
function usePublishing({ model, documents }: Parameters<BulkActionComponent>[0]): () => Promise<void> {
  const { publishMany } = useDocumentActions();
  const selectRow = useTable('Consequences', (table) => table.selectRow);
  const [{ query }] = useQueryParams<Query>();
  return async () => {
    const documentIds = documents.map(({ documentId }) => documentId);
    const result = await publishMany({ model, documentIds, params: buildValidParams(query) });
    if (!('error' in result)) selectRow([]);
  };
}

/** Strapi's own action on a selection, which first says what follows from it. Its dialog is shown where that cannot be found out. */
function announced(original: BulkActionComponent): BulkActionComponent {
  const Action: BulkActionComponent = (props) => {
    const description = original(props);
    const { model, documents } = props;
    const [{ query }] = useQueryParams<Query>();
    const [isBusy, setBusy] = React.useState(false);
    const confirmation = useSelectionConfirmation(true);
    const publish = usePublishing(props);
    if (description === null || !model.startsWith('api::')) return description;

    const { dialog } = description;
    const action: SelectionAction | null = isPublishing(description) ? 'publish' : removalOf(original);
    if (action === null) return description;

    async function go(): Promise<boolean> {
      if (action === null) return false;
      const locale = language.catch('en').parse(query.plugins?.i18n?.locale);
      const documentIds = documents.map(({ documentId }) => documentId);
      const outcome = await confirmation({ type: model, action, documentIds, locales: [locale] });
      if (outcome === 'unknown') return false;
      if (outcome === 'confirmed') {
        if (action === 'publish') await publish();
        else if (dialog?.type === 'dialog') await dialog.onConfirm?.();
      }
      return true;
    }
    // Strapi's button waits for it, and shows its own dialog unless the answer is true, which this type of Strapi's does not say.
    const asking = {
      loading: isBusy,
      async onClick(): Promise<boolean> {
        setBusy(true);
        try {
          return await go();
        } finally {
          setBusy(false);
        }
      },
    };
    return { ...description, ...asking };
  };
  if (original.type !== undefined) Action.type = original.type;
  return Action;
}

const removalOf = ({ type }: BulkActionComponent): 'unpublish' | 'delete' | null =>
  type === 'unpublish' || type === 'delete' ? type : null;

/** Makes publishing, unpublishing and deleting a selection say what follows. */
export const announceBulkConsequences = (actions: BulkActionComponent[]): BulkActionComponent[] =>
  actions.map((original) =>
    original.type === undefined || removalOf(original) !== null ? announced(original) : original,
  );
