import { Flex } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { StatusBadge } from '../../../../shared/admin/components/StatusBadge';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import type { UpcomingEvent } from '../../contract/home';
import { EntryList, EntryRow, RowText } from '../components/EntryList';
import { entryPath } from '../../contract/entry-path';
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
  const { inZone, inSecondLife } = useZonedTexts();
  const { documentId, title, startTime, timezone, eventStatus, status, isNow, location, gaps, untranslated } =
    event;
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
        <time dateTime={startTime}>
          {inZone(startTime, timezone)} · {inSecondLife(startTime, timezone)}
        </time>
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
