import * as React from 'react';
import { Button, Dialog, Flex } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { pendingQuestion, type Pending } from './pending';
import { SentenceList } from './SentenceList';

/** Strapi's own texts of the buttons. */
const labels = {
  publish: { id: 'app.utils.publish', defaultMessage: 'Publish' },
  unpublish: { id: 'app.utils.unpublish', defaultMessage: 'Unpublish' },
  save: { id: 'global.save', defaultMessage: 'Save' },
  delete: { id: 'global.delete', defaultMessage: 'Delete' },
  cancel: { id: 'app.components.Button.cancel', defaultMessage: 'Cancel' },
  close: { id: 'global.close', defaultMessage: 'Close' },
} as const;

/** Shows what follows before somebody goes on. One is on every page that has the buttons. */
export const ConsequencesDialog = () => {
  const pending = React.useSyncExternalStore(pendingQuestion.subscribe, pendingQuestion.get);
  return pending && <Confirmation {...pending} />;
};

const Confirmation = ({ action, title, sections, mayGoOn, decide }: Pending) => {
  const intl = useIntl();
  const id = React.useId();
  const isRemoval = action === 'unpublish' || action === 'delete';
  const focusBack = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={() => decide(false)}>
      <Dialog.Content aria-describedby={id} onCloseAutoFocus={focusBack}>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body alignItems="stretch" style={{ maxHeight: '60vh', overflow: 'auto' }}>
          <Flex id={id} direction="column" alignItems="stretch" gap={5} style={{ overflowWrap: 'anywhere' }}>
            {sections.map((section) => (
              <SentenceList key={section.title ?? ''} {...section} />
            ))}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {intl.formatMessage(mayGoOn ? labels.cancel : labels.close)}
            </Button>
          </Dialog.Cancel>
          {mayGoOn && (
            <Button variant={isRemoval ? 'danger-light' : 'default'} fullWidth onClick={() => decide(true)}>
              {intl.formatMessage(labels[action])}
            </Button>
          )}
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
