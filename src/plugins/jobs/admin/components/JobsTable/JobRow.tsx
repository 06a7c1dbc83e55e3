import { Box, Td, Tr, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { JobSummary } from '../../../contract/job';
import { Moment } from '../Moment';
import { StateBadge } from '../StateBadge';

const JobLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary600};
  text-decoration: none;
  &:hover {
    text-decoration: underline;
  }
`;

export const JobRow = ({ job }: { job: JobSummary }) => (
  <Tr>
    <Td>
      <Box maxWidth="28rem" paddingTop={1} paddingBottom={1}>
        <JobLink to={job.id}>
          <Typography textColor="inherit" fontWeight="semiBold">
            {job.name}
          </Typography>
        </JobLink>
        {job.error !== null && (
          <Typography variant="pi" textColor="danger600" tag="p" ellipsis>
            {job.error}
          </Typography>
        )}
      </Box>
    </Td>
    <Td>
      <Box maxWidth="16rem">
        <Typography tag="p" ellipsis title={job.key ?? undefined}>
          {job.key ?? '–'}
        </Typography>
      </Box>
    </Td>
    <Td>
      <StateBadge state={job.state} />
    </Td>
    <Td>
      <Typography>{job.attempt}</Typography>
    </Td>
    {[job.enqueuedAt, job.startedAt, job.finishedAt].map((at, index) => (
      <Td key={index}>
        {/* Date and time one below the other: seven columns have no more room. */}
        <Box width="9rem" style={{ whiteSpace: 'normal' }}>
          <Typography textColor="neutral800">
            <Moment at={at} />
          </Typography>
        </Box>
      </Td>
    ))}
  </Tr>
);
