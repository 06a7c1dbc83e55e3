import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Pause } from '../../contract/job';
import { useTexts } from '../texts';

export const PauseReason = ({ pause: { since, reason, whatToDo } }: { pause: Pause }) => {
  const t = useTexts();
  const intl = useIntl();
  const when = intl.formatDate(since, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Typography variant="pi" textColor="warning700" tag="div">
      <p>{t('pause.note', { since: when, reason })}</p>
      {whatToDo !== null && <p>{t('pause.what-to-do', { whatToDo })}</p>}
    </Typography>
  );
};
