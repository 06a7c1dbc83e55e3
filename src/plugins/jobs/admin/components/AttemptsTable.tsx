import { Box, Typography } from '@strapi/design-system';
import { DataTable } from '../../../../shared/admin/components/DataTable';
import { Timestamp } from '../../../../shared/admin/components/Timestamp';
import { useDurationText } from '../../../../shared/admin/hooks/useDurationText';
import type { Attempt } from '../../contract/job';
import { useTexts } from '../texts';

/** A job's unsuccessful attempts, the latest first. */
export const AttemptsTable = ({ attempts }: { attempts: readonly Attempt[] }) => {
  const t = useTexts();
  const duration = useDurationText();
  const took = ({ startedAt, endedAt }: Attempt): string =>
    startedAt === null ? '–' : duration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)));
  return (
    <DataTable
      rows={[...attempts].reverse()}
      keyOf={({ endedAt }, index) => `${endedAt} ${index}`}
      columns={[
        { title: t('attempts.attempt'), cell: ({ attempt }) => attempt },
        {
          title: t('attempts.ended'),
          cell: ({ endedAt }) => (
            <Typography>
              <Timestamp at={endedAt} />
            </Typography>
          ),
        },
        { title: t('attempts.took'), cell: took },
        { title: t('attempts.outcome'), cell: (attempt) => <Outcome {...attempt} /> },
      ]}
    />
  );
};

const Outcome = ({ outcome, message, worker }: Attempt) => {
  const t = useTexts();
  return (
    <Box paddingTop={2} paddingBottom={2} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      <Typography fontWeight="semiBold" tag="p">
        {t(`outcome.${outcome}`)}
      </Typography>
      <Typography tag="p">{message}</Typography>
      {worker !== null && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {worker}
        </Typography>
      )}
    </Box>
  );
};
