import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useMessageText } from '../../../../shared/admin/hooks/useMessageText';
import type { Pause } from '../../contract/job';
import { useTexts } from '../texts';

export const PauseReason = ({ pause: { since, reason, whatToDo } }: { pause: Pause }) => {
  const t = useTexts();
  const intl = useIntl();
  const messageText = useMessageText();
  const when = intl.formatDate(since, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Typography variant="pi" textColor="warning700" tag="div">
      <p>{t('pause.note', { since: when, reason: messageText(reason) })}</p>
      {whatToDo !== null && <p>{t('pause.what-to-do', { whatToDo: messageText(whatToDo) })}</p>}
    </Typography>
  );
};
