import * as React from 'react';
import type { DocumentActionComponent } from '@strapi/content-manager/strapi-admin';
import { useIntl, type IntlShape } from 'react-intl';
import { askedLocales } from './asked-locales';
import { useSelectionConfirmation } from './useConfirmation';

type Description = NonNullable<ReturnType<DocumentActionComponent>>;
type Modal = Extract<Description['dialog'], { type: 'modal' }>;
type Render = (props: { onClose: () => void }) => React.ReactNode;

/** The footer of the dialogs has one button. */
interface ButtonProps {
  onClick: () => void | Promise<void>;
  loading?: boolean;
}
const isElement = React.isValidElement<{ children?: React.ReactNode }>;
const isButton = (node: React.ReactNode): node is React.ReactElement<ButtonProps> =>
  React.isValidElement<Partial<ButtonProps>>(node) && typeof node.props.onClick === 'function';

const isRender = (part: unknown): part is Render => typeof part === 'function';
/** What a part of the dialogs shows. They are functions that use no hooks. */
const shown = (part: Modal['content']): unknown =>
  isRender(part) ? part({ onClose: () => undefined }) : part;

const titles = ['i18n.CMEditViewBulkLocale.publish-title', 'i18n.CMEditViewBulkLocale.unpublish-title'];

/** Whether an action is one of those, by the title of its dialog: they have no type. */
export const isOfLanguages = ({ dialog }: Description, intl: IntlShape): boolean =>
  dialog?.type === 'modal' && titles.some((id) => intl.formatMessage({ id }) === dialog.title);

/** The parts of the dialog for several languages. @returns null where it is not as it was in Strapi 5.54 */
function partsOf({ content, footer }: Modal) {
  const asked = askedLocales(shown(content));
  const end = shown(footer);
  if (asked === null || !isElement(end) || !isButton(end.props.children)) return null;
  return { ...asked, footer: end, button: end.props.children };
}

/**
 * i18n's "Publish multiple locales" and "Unpublish multiple locales", whose button first says what follows. Their dialogs have no place
 * for a component of others.
 */
export function announcedLocales(original: DocumentActionComponent): DocumentActionComponent {
  const Action: DocumentActionComponent = (props) => {
    // It calls hooks, so it must be called on every render.
    const description = original(props);
    const intl = useIntl();
    const [isAsking, setAsking] = React.useState(false);
    const confirmation = useSelectionConfirmation(false);
    const { model, documentId } = props;
    if (description === null || !documentId || !model.startsWith('api::')) return description;
    const { dialog } = description;
    if (dialog?.type !== 'modal' || !isOfLanguages(description, intl)) return description;
    const parts = partsOf(dialog);
    if (parts === null) return description;

    const { action, locales, button } = parts;
    async function press(): Promise<void> {
      setAsking(true);
      try {
        const outcome = await confirmation({ type: model, action, documentIds: [documentId ?? ''], locales });
        if (outcome !== 'cancelled') await button.props.onClick();
      } finally {
        setAsking(false);
      }
    }
    const asking = React.cloneElement(button, {
      onClick: press,
      loading: isAsking || Boolean(button.props.loading),
    });
    return {
      ...description,
      dialog: { ...dialog, footer: React.cloneElement(parts.footer, {}, asking) },
    };
  };
  if (original.position !== undefined) Action.position = original.position;
  return Action;
}
