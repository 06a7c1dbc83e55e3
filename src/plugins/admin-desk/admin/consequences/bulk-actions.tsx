import type { BulkActionComponent } from '@strapi/content-manager/strapi-admin';
import { useQueryParams } from '@strapi/strapi/admin';
import { language } from '../../contract/home';
import { SelectionConsequences } from './SelectionConsequences';

interface Query {
  plugins?: { i18n?: { locale?: string } };
}

/** Strapi's own action on a selection, whose dialog says what follows from it. */
function announced(original: BulkActionComponent, action: 'unpublish' | 'delete'): BulkActionComponent {
  const component: BulkActionComponent = (props) => {
    const description = original(props);
    const [{ query }] = useQueryParams<Query>();
    const { model, documents } = props;
    if (description?.dialog?.type !== 'dialog' || !model.startsWith('api::')) return description;
    const shown = language.catch('en').parse(query.plugins?.i18n?.locale);
    // The English list stands for whole documents.
    const locale = action === 'delete' && shown === 'en' ? '*' : shown;
    const { dialog } = description;
    const content = (
      <>
        {dialog.content}
        <SelectionConsequences action={action} model={model} locale={locale} documents={documents} />
      </>
    );
    return { ...description, dialog: { ...dialog, content } };
  };
  component.type = action;
  return component;
}

/** Makes unpublishing and deleting a selection say what follows. Publishing shows a list of its own, in which entries can be left out. */
export const announceBulkConsequences = (actions: BulkActionComponent[]): BulkActionComponent[] =>
  actions.map((original) =>
    original.type === 'unpublish' || original.type === 'delete'
      ? announced(original, original.type)
      : original,
  );
