import { useIntl } from 'react-intl';

/** A date and time (ISO 8601) in the reader's time zone and language; a dash when there is none. */
export const Timestamp = ({ at }: { at: string | null }) => {
  const intl = useIntl();
  if (at === null) return <>–</>;
  return <time dateTime={at}>{intl.formatDate(at, { dateStyle: 'short', timeStyle: 'medium' })}</time>;
};
