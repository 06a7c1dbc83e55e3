import { useIntl } from 'react-intl';

/** A moment in the reader's own time zone and language; a dash when there is none. */
export const Moment = ({ at }: { at: string | null }) => {
  const intl = useIntl();
  if (at === null) return <>–</>;
  return <time dateTime={at}>{intl.formatDate(at, { dateStyle: 'short', timeStyle: 'medium' })}</time>;
};
