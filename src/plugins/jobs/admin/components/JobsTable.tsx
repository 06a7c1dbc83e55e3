import { Box, Typography } from '@strapi/design-system';
import { PagedTable } from '../../../../shared/admin/components/DataTable';
import { JobStateBadge } from '../../../../shared/admin/components/StatusBadge';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import type { JobSummary } from '../../contract/job';
import type { JobList } from '../../contract/requests';
import { useTexts } from '../texts';

interface JobsTableProps extends JobList {
  isFiltered: boolean;
  isOutdated: boolean;
}

export const JobsTable = ({ jobs, pagination, isFiltered, isOutdated }: JobsTableProps) => {
  const t = useTexts();
  return (
    <PagedTable
      rows={jobs}
      keyOf={({ id }) => id}
      pagination={pagination}
      emptyText={t(isFiltered ? 'jobs.none-match' : 'jobs.none')}
      isOutdated={isOutdated}
      columns={[
        { title: t('jobs.name'), cell: (job) => <Name job={job} /> },
        {
          title: t('jobs.key'),
          cell: ({ key }) => (
            <Box maxWidth="16rem">
              <Typography tag="p" ellipsis title={key ?? undefined}>
                {key ?? '–'}
              </Typography>
            </Box>
          ),
        },
        { title: t('jobs.state'), cell: ({ state }) => <JobStateBadge state={state} /> },
        { title: t('jobs.attempt'), cell: ({ attempt }) => attempt },
        { title: t('jobs.enqueued'), cell: ({ enqueuedAt }) => <Time at={enqueuedAt} /> },
        { title: t('jobs.started'), cell: ({ startedAt }) => <Time at={startedAt} /> },
        { title: t('jobs.finished'), cell: ({ finishedAt }) => <Time at={finishedAt} /> },
      ]}
    />
  );
};

const Name = ({ job: { id, name, error } }: { job: JobSummary }) => (
  <Box maxWidth="28rem" paddingTop={1} paddingBottom={1}>
    <TextLink to={id}>
      <Typography textColor="inherit" fontWeight="semiBold">
        {name}
      </Typography>
    </TextLink>
    {error !== null && (
      <Typography variant="pi" textColor="danger600" tag="p" ellipsis>
        {error}
      </Typography>
    )}
  </Box>
);

/** Date and time one below the other: seven columns have no more room. */
const Time = ({ at }: { at: string | null }) => (
  <Box width="9rem" style={{ whiteSpace: 'normal' }}>
    <Typography textColor="neutral800">
      <Timestamp at={at} />
    </Typography>
  </Box>
);
