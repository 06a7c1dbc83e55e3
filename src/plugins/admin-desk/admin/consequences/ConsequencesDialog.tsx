import * as React from 'react';
import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { useIntl } from 'react-intl';
import { useTexts } from '../texts';
import { pendingQuestion, type Pending } from './pending';
import { missingTexts, sentencesOf } from './sentences';
import { SentenceList } from './SentenceList';
import { useSpeech } from './useSpeech';

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
  return pending && <Question {...pending} />;
};

const Question = ({ action, answer, decide }: Pending) => {
  const t = useTexts();
  const intl = useIntl();
  const id = React.useId();
  const isRefused = answer.refusal !== null;
  const isRemoval = action === 'unpublish' || action === 'delete';
  const focusBack = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={() => decide(false)}>
      <Dialog.Content aria-describedby={id} onCloseAutoFocus={focusBack}>
        <Dialog.Header>
          {t(isRefused ? 'consequences.title.refused' : `consequences.title.${action}`)}
        </Dialog.Header>
        <Dialog.Body alignItems="stretch" style={{ maxHeight: '60vh', overflow: 'auto' }}>
          <Box id={id} style={{ overflowWrap: 'anywhere' }}>
            <Explanation action={action} answer={answer} />
          </Box>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {intl.formatMessage(isRefused ? labels.close : labels.cancel)}
            </Button>
          </Dialog.Cancel>
          {!isRefused && (
            <Button variant={isRemoval ? 'danger-light' : 'default'} fullWidth onClick={() => decide(true)}>
              {intl.formatMessage(labels[action])}
            </Button>
          )}
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};

const Explanation = ({ action, answer }: Pick<Pending, 'action' | 'answer'>) => {
  const t = useTexts();
  const speech = useSpeech();
  const { consequences, missing, refusal } = answer;
  if (refusal !== null) return <Typography tag="p">{refusal}</Typography>;
  const follows = consequences.flatMap((consequence) => sentencesOf(consequence, speech));
  const all = [
    ...(follows.length === 0 ? [t('consequences.nothing')] : follows),
    ...(action === 'delete' ? [t('consequences.deleted')] : []),
  ];
  const lacks = missingTexts(missing, speech);
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <SentenceList title={t('consequences.follows')} items={all} tone="neutral800" />
      {lacks.length > 0 && <SentenceList title={t('consequences.missing')} items={lacks} tone="warning700" />}
    </Flex>
  );
};
