import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Polled } from '../hooks/usePolled';
import { useErrorText } from '../hooks/useErrorText';
import { useTexts } from '../hooks/useTexts';
import { Note } from './Note';

type Read = Pick<Polled<unknown>, 'error' | 'readAt'>;

/** When a page that refreshes itself has last done so. */
export const ReadAt = ({ readAt }: Pick<Read, 'readAt'>) => {
  const t = useTexts();
  const intl = useIntl();
  if (readAt === null) return null;
  return (
    <Typography variant="pi" textColor="neutral600">
      {t('fresh.read-at', { time: intl.formatTime(readAt, { timeStyle: 'medium' }) })}
    </Typography>
  );
};

/** Says that a page cannot refresh itself, since when, and why. */
export const NotFresh = ({ error, readAt }: Read) => {
  const t = useTexts();
  const intl = useIntl();
  const errorText = useErrorText();
  if (error === null) return null;
  const since = readAt === null ? '' : intl.formatTime(readAt, { timeStyle: 'medium' });
  return (
    <Note
      kind="warning"
      isLive
      title={readAt === null ? t('fresh.never') : t('fresh.not-since', { time: since })}
    >
      {errorText(error)} {t('fresh.goes-on')}
    </Note>
  );
};
