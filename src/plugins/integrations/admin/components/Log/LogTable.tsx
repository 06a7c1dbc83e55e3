import * as React from 'react';
import { Box, EmptyStateLayout, Table, Tbody, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pager } from '../../../../../admin/components/Pager';
import type { LogEntry, LogPage } from '../../../contract/log';
import { useTexts } from '../../hooks/useTexts';
import { LogDetail } from './LogDetail';
import { LogRow } from './LogRow';

const columns = ['at', 'integration', 'action', 'outcome', 'subject', 'attempt', 'took'] as const;

interface LogTableProps extends LogPage {
  /** What integrations are called, by their names. */
  titles: ReadonlyMap<string, string>;
  isFiltered: boolean;
  /** Others have been asked for, and are not there yet. */
  isOld: boolean;
  onShowSubject: (subject: NonNullable<LogEntry['subject']>) => void;
}

/** A page of calls; each shows what was asked and answered. */
export const LogTable = ({
  results,
  pagination,
  titles,
  isFiltered,
  isOld,
  onShowSubject,
}: LogTableProps) => {
  const t = useTexts();
  const [shown, setShown] = React.useState<LogEntry | null>(null);
  const titleOf = ({ integration }: LogEntry): string => titles.get(integration) ?? integration;

  return (
    <Box aria-busy={isOld} style={{ opacity: isOld ? 0.5 : 1 }}>
      {results.length === 0 ? (
        <EmptyStateLayout
          icon={<EmptyDocuments width="16rem" />}
          content={isFiltered ? t('log.none-match') : t('log.none')}
        />
      ) : (
        <Table colCount={columns.length} rowCount={results.length + 1}>
          <Thead>
            <Tr>
              {columns.map((column) => (
                <Th key={column}>
                  <Typography variant="sigma">{t(`log.${column}`)}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {results.map((entry) => (
              <LogRow key={entry.id} entry={entry} title={titleOf(entry)} onShow={() => setShown(entry)} />
            ))}
          </Tbody>
        </Table>
      )}
      {pagination.total > 0 && <Pager {...pagination} />}
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
    </Box>
  );
};
