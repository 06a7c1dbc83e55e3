import { useIntl } from 'react-intl';
import { EntryList, EntryRow, RowText } from '../components/EntryList';
import { entryPath } from '../../contract/entry-path';
import { PublicationBadge } from '../components/StatusBadges';
import { WidgetContent } from '../components/WidgetContent';
import { useDrafts } from '../hooks/useHomeApi';
import { useTypeText } from '../hooks/useTypeText';
import { useTexts } from '../texts';

export const DraftsWidget = () => {
  const t = useTexts();
  const intl = useIntl();
  const typeText = useTypeText();
  return (
    <WidgetContent
      polled={useDrafts()}
      isEmpty={({ data }) => data.length === 0}
      emptyText={t('drafts.none')}
    >
      {({ data }) => (
        <EntryList>
          {data.map(({ type, documentId, title, language, status, updatedAt }) => (
            <EntryRow
              key={`${type} ${documentId} ${language}`}
              title={title ?? t('untitled')}
              to={entryPath(type, documentId, language)}
              aside={<PublicationBadge status={status} />}
            >
              <RowText>
                {typeText(type)} · {intl.formatDisplayName(language, { type: 'language' })} ·{' '}
                <time dateTime={updatedAt}>
                  {intl.formatDate(updatedAt, { dateStyle: 'medium', timeStyle: 'short' })}
                </time>
              </RowText>
            </EntryRow>
          ))}
        </EntryList>
      )}
    </WidgetContent>
  );
};
