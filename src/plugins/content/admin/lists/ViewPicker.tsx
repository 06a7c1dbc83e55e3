import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { unstable_useDocument as useDocument, useQueryParams } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';
import { unchosenView, viewsOf, type ListView } from '../../contract/list-views';
import { useTexts } from '../texts';
import { choiceOf, choicesOf, isNarrowed, queryOf, type ListQuery } from './view-choices';

/** Above a list of the content manager: which of the entries it shows. */
export const ViewPicker = () => {
  const t = useTexts();
  const intl = useIntl();
  const { collectionType = '', slug: model = '' } = useParams();
  const { schema } = useDocument({ collectionType, model }, { skip: true });
  const [{ query }, setQuery] = useQueryParams<ListQuery>();
  const views = schema ? viewsOf(schema) : [];
  if (views.length < 2) return null;

  const { i18n, content } = query.plugins ?? {};
  const view = content?.view ?? unchosenView(model, { isNarrowed: isNarrowed(query) });
  const textOf = ({ view, language }: { view: ListView; language: string | null }): string =>
    t(`views.${view}`, {
      language:
        language === null ? null : (intl.formatDisplayName(language, { type: 'language' }) ?? language),
    });

  return (
    <SingleSelect
      size="S"
      aria-label={t('views.label')}
      value={choiceOf({ view, language: i18n?.locale ?? null })}
      onChange={(chosen) => {
        const choice = choicesOf(views).find((each) => choiceOf(each) === chosen);
        if (choice) setQuery(queryOf(choice, query));
      }}
    >
      {choicesOf(views).map((choice) => (
        <SingleSelectOption key={choiceOf(choice)} value={choiceOf(choice)}>
          {textOf(choice)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
