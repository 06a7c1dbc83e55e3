import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Moment } from '../../../../jobs/admin/components/Moment';
import { useDurationText } from '../../../../jobs/admin/hooks/useDurationText';
import type { LogEntry } from '../../../contract/log';
import { useTexts } from '../../hooks/useTexts';
import { Fact } from '../Fact';
import { OutcomeBadge } from './OutcomeBadge';
import { StoredText } from './StoredText';
import { SubjectLink } from './SubjectLink';

interface LogDetailProps {
  entry: LogEntry;
  /** What its integration is called. */
  title: string;
  onClose: () => void;
  /** Shows all calls about the same entry. */
  onShowSubject: (subject: NonNullable<LogEntry['subject']>) => void;
}

/** One call: what was asked, what was answered, and what was made of it. */
export const LogDetail = ({ entry, title, onClose, onShowSubject }: LogDetailProps) => {
  const t = useTexts();
  const duration = useDurationText();
  const { subject, request, answer, failure, message } = entry;
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('entry.title', { title, action: entry.action })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Box tag="dl" style={{ display: 'grid', gap: '1.6rem', gridTemplateColumns: '1fr 1fr' }}>
              <Fact name={t('log.at')}>
                <Moment at={entry.at} />
              </Fact>
              <Fact name={t('log.outcome')}>
                <OutcomeBadge outcome={entry.outcome} />
              </Fact>
              <Fact name={t('log.attempt')}>{entry.attempt}</Fact>
              <Fact name={t('log.took')}>{duration(entry.durationMs)}</Fact>
              {subject && (
                <Fact name={t('log.subject')}>
                  <SubjectLink subject={subject} /> <Typography variant="pi">{subject.documentId}</Typography>
                </Fact>
              )}
              {failure !== null && <Fact name={t('entry.failure')}>{failure}</Fact>}
            </Box>
            {message !== null && <Typography textColor="danger600">{message}</Typography>}
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
          <Button onClick={onClose}>{t('close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
