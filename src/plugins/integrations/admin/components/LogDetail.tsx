import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { CodeBlock } from '../../../../shared/admin/components/CodeBlock';
import { DescriptionList } from '../../../../shared/admin/components/DescriptionList';
import { EntryLink } from '../../../../shared/admin/components/EntryLink';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { browserZone, placeOf } from '../../../../shared/admin/zoned-time';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { useSharedTexts } from '../../../../shared/admin/texts';
import type { LogEntry } from '../../contract/log';
import { useTexts } from '../texts';
import { formatBody } from './format-body';
import { OutcomeBadge } from './LogTable';

interface LogDetailProps {
  entry: LogEntry;
  title: string;
  onClose: () => void;
  onShowSubject: (subject: NonNullable<LogEntry['subject']>) => void;
}

export const LogDetail = ({ entry, title, onClose, onShowSubject }: LogDetailProps) => {
  const t = useTexts();
  const shared = useSharedTexts();
  const messageText = useMessageText();
  const duration = useDurationText();
  const actionText = useNameText('integrations.action');
  const { subject, request, answer, failure, message } = entry;
  const focusBack = useFocusBack();
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={focusBack}>
        <Modal.Header closeLabel={shared('close')}>
          <Modal.Title>{t('entry.title', { title, action: actionText(entry.action) })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <DescriptionList
              columns="1fr 1fr"
              items={[
                [t('log.at', { place: placeOf(browserZone()) }), <Timestamp at={entry.at} />],
                [t('log.outcome'), <OutcomeBadge outcome={entry.outcome} />],
                [t('log.attempt'), entry.attempt],
                [t('log.took'), duration(entry.durationMs)],
                [t('log.subject'), subject && <EntryLink entry={subject} />],
                [t('entry.failure'), failure],
              ]}
            />
            {message !== null && <Typography textColor="danger600">{messageText(message)}</Typography>}
            <StoredText title={t('entry.request')} text={request} />
            <StoredText title={t('entry.answer')} text={answer} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          {subject ? (
            <Button variant="tertiary" onClick={() => onShowSubject(subject)}>
              {t('entry.same-subject')}
            </Button>
          ) : (
            <span />
          )}
          <Button onClick={onClose}>{shared('close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

/** A request or an answer as the log has it: masked, and cut off where it was too long. */
const StoredText = ({ title, text }: { title: string; text: string | null }) => {
  const t = useTexts();
  return (
    <Box tag="section" aria-label={title}>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {title}
      </Typography>
      {text === null ? (
        <Typography textColor="neutral600">{t('entry.nothing')}</Typography>
      ) : (
        <CodeBlock>{formatBody(text)}</CodeBlock>
      )}
    </Box>
  );
};
