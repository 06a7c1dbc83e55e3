import { Box, EmptyStateLayout, Table, Tbody, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pager } from '../../../../../admin/components/Pager';
import type { JobList } from '../../../contract/requests';
import { useTexts } from '../../hooks/useTexts';
import { JobRow } from './JobRow';

const columns = ['name', 'key', 'state', 'attempt', 'enqueued', 'started', 'finished'] as const;

interface JobsTableProps extends JobList {
  isFiltered: boolean;
  /** Others have been asked for, and are not there yet. */
  isOld: boolean;
}

/** A page of jobs; each leads to its story. */
export const JobsTable = ({ jobs, pagination, isFiltered, isOld }: JobsTableProps) => {
  const t = useTexts();
  if (jobs.length === 0)
    return (
      <EmptyStateLayout
        icon={<EmptyDocuments width="16rem" />}
        content={isFiltered ? t('jobs.none-match') : t('jobs.none')}
      />
    );
  return (
    <Box aria-busy={isOld} style={{ opacity: isOld ? 0.5 : 1 }}>
      <Table colCount={columns.length} rowCount={jobs.length + 1}>
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{t(`jobs.${column}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </Tbody>
      </Table>
      <Pager {...pagination} />
    </Box>
  );
};
