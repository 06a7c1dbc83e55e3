import {
  useDocumentRBAC,
  type DocumentActionComponent,
  type PanelComponent,
} from '@strapi/content-manager/strapi-admin';
import { useIntl } from 'react-intl';
import { isOfLanguages } from '../consequences/locale-actions';
import { mayEver, type Abilities } from './allowed-actions';

const useAbilities = (): Abilities =>
  useDocumentRBAC('AllowedActions', ({ canCreate, canUpdate, canDelete, canPublish }) => ({
    canCreate,
    canUpdate,
    canDelete,
    canPublish,
  }));

/** Leaves out the buttons of what somebody may never do with an entry, which Strapi shows disabled. */
export const withoutForbidden = (actions: DocumentActionComponent[]): DocumentActionComponent[] =>
  actions.map((original, index) => {
    const Action: DocumentActionComponent = (props) => {
      // It calls hooks, so it must be called on every render.
      const description = original(props);
      const abilities = useAbilities();
      const intl = useIntl();
      if (description === null) return null;
      const { document, collectionType } = props;
      // A single entry of a type is there, or is made by saving it.
      const isNew = collectionType === 'collection-types' && document?.documentId === undefined;
      const asked = { abilities, isNew, isOfLanguages: isOfLanguages(description, intl) };
      return mayEver(actions, index, asked) ? description : null;
    };
    if (original.type !== undefined) Action.type = original.type;
    if (original.position !== undefined) Action.position = original.position;
    return Action;
  });

/** Leaves out the panel of those buttons where none is left. */
export const withoutEmptyActions = (panels: PanelComponent[]): PanelComponent[] =>
  panels.map((original) => {
    if (original.type !== 'actions') return original;
    const Panel: PanelComponent = (props) => {
      const description = original(props);
      const { canCreate, canUpdate, canPublish } = useAbilities();
      const maySave = props.document?.documentId === undefined ? canCreate : canUpdate;
      return maySave === true || canPublish === true ? description : null;
    };
    Panel.type = original.type;
    return Panel;
  });

/** Hides the menu of an entry's header where it has nothing to open: Strapi leaves its button there, disabled. */
export function hideEmptyMenus(): void {
  const style = document.createElement('style');
  style.textContent = `main button[aria-haspopup='menu'][data-disabled]:not(aside *) { display: none !important; }`;
  document.head.append(style);
}
