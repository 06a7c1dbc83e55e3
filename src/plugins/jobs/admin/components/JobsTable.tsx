import { Box, Typography } from '@strapi/design-system';
import { PagedTable } from '../../../../shared/admin/components/DataTable';
import { EntryLink } from '../../../../shared/admin/components/EntryLink';
import { JobStateBadge } from '../../../../shared/admin/components/StatusBadge';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import type { ListedJob } from '../../contract/job';
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
          title: t('jobs.about'),
          cell: ({ entry, key }) => (
            <Box maxWidth="20rem">
              {entry ? (
                <EntryLink entry={entry} />
              ) : (
                <Typography tag="p" ellipsis title={key ?? undefined}>
                  {key ?? '–'}
                </Typography>
              )}
            </Box>
          ),
        },
        { title: t('jobs.state'), cell: (job) => <JobStateBadge {...job} /> },
        { title: t('jobs.attempt'), cell: ({ attempt }) => attempt },
        { title: t('jobs.enqueued'), cell: ({ enqueuedAt }) => <Time at={enqueuedAt} /> },
        { title: t('jobs.started'), cell: ({ startedAt }) => <Time at={startedAt} /> },
        { title: t('jobs.finished'), cell: ({ finishedAt }) => <Time at={finishedAt} /> },
      ]}
    />
  );
};

const Name = ({ job: { id, name, error, isResolved } }: { job: ListedJob }) => {
  const title = useNameText('jobs.title');
  const messageText = useMessageText();
  return (
    <Box maxWidth="28rem" paddingTop={1} paddingBottom={1}>
      <TextLink to={id}>
        <Typography textColor="inherit" fontWeight="semiBold">
          {title(name)}
        </Typography>
      </TextLink>
      {error !== null && (
        <Typography variant="pi" textColor={isResolved ? 'neutral600' : 'danger600'} tag="p" ellipsis>
          {messageText(error)}
        </Typography>
      )}
    </Box>
  );
};

/** Date and time one below the other: seven columns have no more room. */
const Time = ({ at }: { at: string | null }) => (
  <Box width="9rem" style={{ whiteSpace: 'normal' }}>
    <Typography textColor="neutral800">
      <Timestamp at={at} />
    </Typography>
  </Box>
);
