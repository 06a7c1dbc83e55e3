import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Pause } from '../../contract/job';
import { useTexts } from '../hooks/useTexts';

/** Why jobs of a name wait, since when, and what would let them go on. */
export const PauseNote = ({ pause }: { pause: Pause }) => {
  const t = useTexts();
  const intl = useIntl();
  const since = intl.formatDate(pause.since, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <>
      <Typography variant="pi" textColor="warning700" tag="p">
        {t('pause.note', { since, reason: pause.reason })}
      </Typography>
      {pause.whatToDo !== null && (
        <Typography variant="pi" textColor="warning700" tag="p">
          {t('pause.what-to-do', { whatToDo: pause.whatToDo })}
        </Typography>
      )}
    </>
  );
};
