import * as React from 'react';
import { Box, TextButton, Typography } from '@strapi/design-system';
import { PagedTable } from '../../../../shared/admin/components/DataTable';
import { EntryLink } from '../../../../shared/admin/components/EntryLink';
import { StatusBadge, type StatusKind } from '../../../../shared/admin/components/StatusBadge';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import { browserZone, placeOf } from '../../../../shared/admin/zoned-time';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import type { LogEntry, LogPage } from '../../contract/log';
import { useTexts } from '../texts';
import { LogDetail } from './LogDetail';

interface LogTableProps extends LogPage {
  titles: ReadonlyMap<string, string>;
  isFiltered: boolean;
  isOutdated: boolean;
  onShowSubject: (subject: NonNullable<LogEntry['subject']>) => void;
}

export const LogTable = ({
  results,
  pagination,
  titles,
  isFiltered,
  isOutdated,
  onShowSubject,
}: LogTableProps) => {
  const t = useTexts();
  const duration = useDurationText();
  const [shown, setShown] = React.useState<LogEntry | null>(null);
  const titleOf = ({ integration }: LogEntry): string => titles.get(integration) ?? integration;

  return (
    <>
      <PagedTable
        rows={results}
        keyOf={({ id }) => id}
        pagination={pagination}
        emptyText={t(isFiltered ? 'log.none-match' : 'log.none')}
        isOutdated={isOutdated}
        columns={[
          {
            title: t('log.at', { place: placeOf(browserZone()) }),
            cell: ({ at }) => (
              <Typography textColor="neutral800">
                <Timestamp at={at} />
              </Typography>
            ),
          },
          { title: t('log.integration'), cell: titleOf },
          {
            title: t('log.action'),
            cell: (entry) => <Action {...entry} onShow={() => setShown(entry)} />,
          },
          { title: t('log.outcome'), cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
          {
            title: t('log.subject'),
            cell: ({ subject }) =>
              subject ? (
                <Box maxWidth="20rem">
                  <EntryLink entry={subject} />
                </Box>
              ) : (
                '–'
              ),
          },
          { title: t('log.attempt'), cell: ({ attempt }) => attempt },
          { title: t('log.took'), cell: ({ durationMs }) => duration(durationMs) },
        ]}
      />
      {shown && (
        <LogDetail
          entry={shown}
          title={titleOf(shown)}
          onClose={() => setShown(null)}
          onShowSubject={(subject) => {
            setShown(null);
            onShowSubject(subject);
          }}
        />
      )}
    </>
  );
};

const Action = ({ action, message, onShow }: LogEntry & { onShow: () => void }) => {
  const actionText = useNameText('integrations.action');
  const messageText = useMessageText();
  const said = message && messageText(message);
  return (
    <Box maxWidth="36rem" paddingTop={1} paddingBottom={1}>
      <TextButton onClick={onShow}>
        <Typography fontWeight="semiBold" textColor="inherit">
          {actionText(action)}
        </Typography>
      </TextButton>
      {said !== null && (
        <Typography variant="pi" textColor="danger600" tag="p" ellipsis title={said}>
          {said}
        </Typography>
      )}
    </Box>
  );
};

const kinds: Record<LogEntry['outcome'], StatusKind> = {
  ok: 'success',
  again: 'warning',
  never: 'danger',
  reconnect: 'danger',
};

export const OutcomeBadge = ({ outcome }: Pick<LogEntry, 'outcome'>) => {
  const t = useTexts();
  return <StatusBadge kind={kinds[outcome]}>{t(`outcome.${outcome}`)}</StatusBadge>;
};
