import { Typography } from '@strapi/design-system';
import { Moment } from '../../../../jobs/admin/components/Moment';
import { useTexts } from '../../hooks/useTexts';

/** What came of *check now*, and when (ISO 8601). `problem` is null when the remote let the club in. */
export interface Checked {
  problem: string | null;
  at: string;
}

/** It stays until the next check: a sentence that says what is wrong is not read in a moment. */
export const CheckResult = ({ checked: { problem, at } }: { checked: Checked }) => {
  const t = useTexts();
  return (
    <Typography tag="p" role="status" textColor={problem === null ? 'success600' : 'danger600'}>
      {problem === null ? t('check.works') : t('check.failed', { problem })}{' '}
      <Typography variant="pi" textColor="neutral600">
        <Moment at={at} />
      </Typography>
    </Typography>
  );
};
