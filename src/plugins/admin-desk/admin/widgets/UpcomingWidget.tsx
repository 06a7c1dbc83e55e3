import { Flex } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { StatusBadge } from '../../../../shared/admin/components/StatusBadge';
import type { UpcomingEvent } from '../../contract/home';
import { EntryList, EntryRow, RowText } from '../components/EntryList';
import { entryPath } from '../components/entry-path';
import { PublicationBadge } from '../components/StatusBadges';
import { WidgetContent } from '../components/WidgetContent';
import { useUpcoming } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

export const UpcomingWidget = () => {
  const t = useTexts();
  return (
    <WidgetContent
      polled={useUpcoming()}
      isEmpty={({ data }) => data.length === 0}
      emptyText={t('upcoming.none')}
    >
      {({ data }) => (
        <EntryList>
          {data.map((event) => (
            <EventRow key={event.documentId} event={event} />
          ))}
        </EntryList>
      )}
    </WidgetContent>
  );
};

const EventRow = ({ event }: { event: UpcomingEvent }) => {
  const t = useTexts();
  const intl = useIntl();
  const { documentId, title, eventStatus, status, isNow, location, gaps, untranslated } = event;
  const listOf = (names: string[]): string => intl.formatList(names, { type: 'conjunction' });
  return (
    <EntryRow
      title={title?.trim() || t('untitled')}
      to={entryPath('api::event.event', documentId)}
      aside={
        <Flex gap={1} wrap="wrap">
          {isNow && <StatusBadge kind="primary">{t('upcoming.now')}</StatusBadge>}
          {eventStatus !== 'scheduled' && (
            <StatusBadge kind="warning">{t(`event-status.${eventStatus}`)}</StatusBadge>
          )}
          <PublicationBadge status={status} />
        </Flex>
      }
    >
      <RowText>
        <StartTime event={event} />
        {location !== null && ` · ${location}`}
      </RowText>
      {gaps.length > 0 && (
        <RowText tone="warning700">
          {t('upcoming.missing', { gaps: listOf(gaps.map((gap) => t(`gap.${gap}`))) })}
        </RowText>
      )}
      {untranslated.length > 0 && (
        <RowText tone="warning700">
          {t('upcoming.untranslated', {
            languages: listOf(
              untranslated.map(
                (language) => intl.formatDisplayName(language, { type: 'language' }) ?? language,
              ),
            ),
          })}
        </RowText>
      )}
    </EntryRow>
  );
};

/** Second Life's own time. */
const slt = 'America/Los_Angeles';

/** The last part of an IANA time zone's name: `Rome` of `Europe/Rome`. */
const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** When an event begins, in its own time zone and in Second Life's. */
const StartTime = ({ event: { startTime, timezone } }: { event: UpcomingEvent }) => {
  const t = useTexts();
  const intl = useIntl();
  const time = { weekday: 'short', hour: 'numeric', minute: '2-digit' } as const;
  const own = intl.formatDate(startTime, { ...time, day: 'numeric', month: 'short', timeZone: timezone });
  return (
    <>
      <time dateTime={startTime}>{own}</time> {placeOf(timezone)} ·{' '}
      {t('upcoming.slt', { time: intl.formatDate(startTime, { ...time, timeZone: slt }) })}
    </>
  );
};
