import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { Attempt, JobStory } from '../../../contract/job';
import { Moment } from '../../components/Moment';
import { Panel } from '../../components/Panel';
import { useDurationText } from '../../hooks/useDurationText';
import { useTexts, type TextKey } from '../../hooks/useTexts';

const columns = ['attempt', 'ended', 'took', 'outcome'] as const;

const outcomes: Record<Attempt['outcome'], TextKey> = {
  failed: 'outcome.failed',
  again: 'outcome.again',
  never: 'outcome.never',
  person: 'outcome.person',
  lost: 'outcome.lost',
  'given back': 'outcome.given-back',
  cancelled: 'outcome.cancelled',
};

const Row = ({ attempt }: { attempt: Attempt }) => {
  const t = useTexts();
  const duration = useDurationText();
  const { startedAt, endedAt, outcome, message, worker } = attempt;
  const took = startedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
  return (
    <Tr>
      <Td>
        <Typography>{attempt.attempt}</Typography>
      </Td>
      <Td>
        <Typography>
          <Moment at={endedAt} />
        </Typography>
      </Td>
      <Td>
        <Typography>{took === null ? '–' : duration(Math.max(0, took))}</Typography>
      </Td>
      <Td>
        <Box paddingTop={2} paddingBottom={2} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <Typography fontWeight="semiBold" tag="p">
            {t(outcomes[outcome])}
          </Typography>
          <Typography tag="p">{message}</Typography>
          {worker !== null && (
            <Typography variant="pi" textColor="neutral600" tag="p">
              {worker}
            </Typography>
          )}
        </Box>
      </Td>
    </Tr>
  );
};

/** The attempts that did not end well, the latest first. */
export const Attempts = ({ job }: { job: JobStory }) => {
  const t = useTexts();
  return (
    <Panel title={t('job.history')} isBare={job.history.length > 0}>
      {job.history.length === 0 ? (
        <Typography textColor="neutral600">{t('job.no-history')}</Typography>
      ) : (
        <Table colCount={columns.length} rowCount={job.history.length + 1}>
          <Thead>
            <Tr>
              {columns.map((column) => (
                <Th key={column}>
                  <Typography variant="sigma">{t(`history.${column}`)}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {[...job.history].reverse().map((attempt, index) => (
              <Row key={`${attempt.endedAt} ${index}`} attempt={attempt} />
            ))}
          </Tbody>
        </Table>
      )}
    </Panel>
  );
};
