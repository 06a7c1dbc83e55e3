import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import type { LanguageGap, UntranslatedEntry } from '../../contract/home';
import { EntryList, EntryRow } from '../components/EntryList';
import { entryPath } from '../../contract/entry-path';
import { WidgetContent } from '../components/WidgetContent';
import { useTranslations } from '../hooks/useHomeApi';
import { useTypeText } from '../hooks/useTypeText';
import { useTexts } from '../texts';

/** A language by its name in the panel's language, as a label. */
function useLanguageText(): (language: string) => string {
  const intl = useIntl();
  return (language) => {
    const name = intl.formatDisplayName(language, { type: 'language' }) ?? language;
    return name.charAt(0).toLocaleUpperCase(intl.locale) + name.slice(1);
  };
}

export const TranslationsWidget = () => {
  const t = useTexts();
  const intl = useIntl();
  const languageText = useLanguageText();
  return (
    <WidgetContent
      polled={useTranslations()}
      isEmpty={({ data }) => data.entries.length === 0}
      emptyText={t('translations.none')}
    >
      {({ data: { counts, entries } }) => (
        <>
          <Flex tag="ul" gap={4} wrap="wrap" aria-label={t('translations.counts')}>
            {counts.map(({ language, count }) => (
              <Typography key={language} tag="li" variant="pi" textColor="neutral700">
                {languageText(language)} <strong>{intl.formatNumber(count)}</strong>
              </Typography>
            ))}
          </Flex>
          <EntryList>
            {entries.map((entry) => (
              <UntranslatedRow key={`${entry.type} ${entry.documentId}`} entry={entry} />
            ))}
          </EntryList>
        </>
      )}
    </WidgetContent>
  );
};

const UntranslatedRow = ({ entry: { type, documentId, title, languages } }: { entry: UntranslatedEntry }) => {
  const t = useTexts();
  const typeText = useTypeText();
  const languageText = useLanguageText();
  const label = ({ language, state }: LanguageGap): string => {
    const name = languageText(language);
    return state === 'missing' ? name : t(`translations.${state}`, { language: name });
  };
  return (
    <EntryRow
      title={title ?? t('untitled')}
      to={entryPath(type, documentId)}
      aside={
        <Typography variant="pi" textColor="neutral600">
          {typeText(type)}
        </Typography>
      }
    >
      <Flex gap={4} wrap="wrap" tag="ul">
        {languages.map((gap) => (
          <Typography key={gap.language} variant="pi" tag="li">
            <TextLink to={entryPath(type, documentId, gap.language)}>{label(gap)}</TextLink>
          </Typography>
        ))}
      </Flex>
    </EntryRow>
  );
};
