import { Box, Td, TextButton, Tr, Typography } from '@strapi/design-system';
import { Moment } from '../../../../jobs/admin/components/Moment';
import { useDurationText } from '../../../../jobs/admin/hooks/useDurationText';
import type { LogEntry } from '../../../contract/log';
import { OutcomeBadge } from './OutcomeBadge';
import { SubjectLink } from './SubjectLink';

interface LogRowProps {
  entry: LogEntry;
  /** What its integration is called. */
  title: string;
  onShow: () => void;
}

export const LogRow = ({ entry, title, onShow }: LogRowProps) => {
  const duration = useDurationText();
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800">
          <Moment at={entry.at} />
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{title}</Typography>
      </Td>
      <Td>
        <Box maxWidth="36rem" paddingTop={1} paddingBottom={1}>
          <TextButton onClick={onShow}>
            <Typography fontWeight="semiBold" textColor="inherit">
              {entry.action}
            </Typography>
          </TextButton>
          {entry.message !== null && (
            <Typography variant="pi" textColor="danger600" tag="p" ellipsis title={entry.message}>
              {entry.message}
            </Typography>
          )}
        </Box>
      </Td>
      <Td>
        <OutcomeBadge outcome={entry.outcome} />
      </Td>
      <Td>
        <Typography>{entry.subject ? <SubjectLink subject={entry.subject} /> : '–'}</Typography>
      </Td>
      <Td>
        <Typography>{entry.attempt}</Typography>
      </Td>
      <Td>
        <Typography>{duration(entry.durationMs)}</Typography>
      </Td>
    </Tr>
  );
};
