import { Flex, LinkButton, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';
import { useForm, useQueryParams } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { useAttributeLabel } from '../../../../shared/admin/hooks/useAttributeLabel';
import type { Preview } from '../../contract/preview';
import { useTexts } from '../texts';
import { EntryCard } from './EntryCard';

interface PreviewContentProps {
  type: string;
  preview: Preview;
  /** The one that is chosen; the preview may still be in another. */
  language: string;
  onLanguage: (language: string) => void;
}

export const PreviewContent = ({ type, preview, language, onLanguage }: PreviewContentProps) => {
  const { card, languages, page } = preview;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <State type={type} preview={preview} />
      {languages.length > 1 && (
        <LanguageChoice languages={languages} language={language} onLanguage={onLanguage} />
      )}
      {card && <EntryCard type={type} card={card} language={preview.language} />}
      {page !== null && <PageLinks page={page} />}
    </Flex>
  );
};

/** How what is shown relates to what readers see, and to the form. */
const State = ({ type, preview }: { type: string; preview: Preview }) => {
  const t = useTexts();
  const intl = useIntl();
  const labelOf = useAttributeLabel(type);
  const isModified = useForm('PreviewContent', ({ modified }) => modified);
  const { card, isPublic, changed, missing, unreadable } = preview;
  const fieldsOf = (attributes: readonly string[]): string =>
    intl.formatList(
      attributes.map((path) => labelOf(path.split('.')[0] ?? path)),
      { type: 'conjunction' },
    );
  if (!card)
    return (
      <>
        <Typography>{t('barred')}</Typography>
        {/* Without English at all, the list would have every field. */}
        {unreadable.length <= 5 && (
          <Typography variant="pi">{t('barred-fields', { fields: fieldsOf(unreadable) })}</Typography>
        )}
      </>
    );
  const isChanged = changed.length > 0;
  return (
    <div role="status">
      <Typography variant="pi" textColor={isChanged ? 'warning700' : 'neutral700'} tag="p">
        {!isPublic && t('hidden')}
        {isPublic && (isChanged ? t('changed', { fields: fieldsOf(changed) }) : t('same'))}
      </Typography>
      {missing.length > 0 && (
        <Typography variant="pi" textColor="warning700" tag="p">
          {t('missing', { fields: fieldsOf(missing) })}
        </Typography>
      )}
      {isModified && (
        <Typography variant="pi" textColor="neutral700" tag="p">
          {t('unsaved')}
        </Typography>
      )}
    </div>
  );
};

interface LanguageChoiceProps {
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
}

const LanguageChoice = ({ languages, language, onLanguage }: LanguageChoiceProps) => {
  const t = useTexts();
  const intl = useIntl();
  return (
    <SingleSelect
      size="S"
      aria-label={t('language')}
      value={languages.includes(language) ? language : 'en'}
      onChange={(chosen) => onLanguage(String(chosen))}
    >
      {languages.map((code) => (
        <SingleSelectOption key={code} value={code}>
          {intl.formatDisplayName(code, { type: 'language' })}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

/** To the page in a tab of its own, and in Strapi's preview, beside the panel. */
const PageLinks = ({ page }: { page: string }) => {
  const t = useTexts();
  const [{ rawQuery }] = useQueryParams();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <LinkButton
        href={page}
        isExternal
        target="_blank"
        rel="noopener noreferrer"
        variant="secondary"
        endIcon={<ExternalLink />}
      >
        {t('open')}
      </LinkButton>
      <LinkButton tag={Link} to={`preview${rawQuery}`} variant="tertiary">
        {t('open-here')}
      </LinkButton>
      <Typography variant="pi" textColor="neutral600">
        {t('link-ends')}
      </Typography>
    </Flex>
  );
};
