import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useQueryParams } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useAttributeLabel } from '../../../../shared/admin/hooks/useAttributeLabel';
import { TextLink } from '../../../../shared/admin/components/TextLink';
import type { EntryAnswer, Translation } from '../../contract/entry';
import { entryPath } from '../../contract/entry-path';
import { useEntry } from '../hooks/useEntry';
import { useTexts } from '../texts';
import { EnglishDialog } from './EnglishDialog';

/** Beside a saved entry: which languages it has, what they lack, and its English beside the form. */
export const TranslationsPanel: PanelComponent = (beside) => {
  const t = useTexts();
  const entry = useEntry(beside);
  const { model, documentId } = beside;
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(
    () => entry && documentId && <Translations type={model} documentId={documentId} entry={entry} />,
    [model, documentId, entry],
  );
  return content && entry && entry.translations.length > 0
    ? { title: t('translations-panel.title'), content }
    : null;
};

interface TranslationsProps {
  type: string;
  documentId: string;
  entry: EntryAnswer['data'];
}

const Translations = ({ type, documentId, entry: { translations, texts } }: TranslationsProps) => {
  const t = useTexts();
  const intl = useIntl();
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  const [isOpen, setOpen] = React.useState(false);
  const current = query.plugins?.i18n?.locale ?? 'en';
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {translations.map((translation) => (
          <li key={translation.language}>
            <Typography>
              <TextLink to={entryPath(type, documentId, translation.language)}>
                {intl.formatDisplayName(translation.language, { type: 'language' })}
              </TextLink>
            </Typography>
            <State type={type} translation={translation} />
          </li>
        ))}
      </Flex>
      {current !== 'en' && (
        <Button variant="secondary" fullWidth onClick={() => setOpen(true)}>
          {t('translations-panel.compare')}
        </Button>
      )}
      {isOpen && (
        <EnglishDialog type={type} documentId={documentId} texts={texts} onClose={() => setOpen(false)} />
      )}
    </Flex>
  );
};

const State = ({ type, translation: { state, missing } }: { type: string; translation: Translation }) => {
  const t = useTexts();
  const intl = useIntl();
  const labelOf = useAttributeLabel(type);
  return (
    <Typography variant="pi" textColor={state === 'complete' ? 'neutral600' : 'warning700'} tag="p">
      {t(`translations-panel.${state}`, {
        fields: intl.formatList(missing.map(labelOf), { type: 'conjunction' }),
      })}
    </Typography>
  );
};
