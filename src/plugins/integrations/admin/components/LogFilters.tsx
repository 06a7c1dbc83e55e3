import * as React from 'react';
import { Button, Field, Flex } from '@strapi/design-system';
import { FilterBar, SelectFilter } from '../../../../shared/admin/components/FilterBar';
import { LocalTimeInput } from '../../../../shared/admin/components/LocalTimeInput';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { browserZone, placeOf } from '../../../../shared/admin/zoned-time';
import type { UrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import type { Card } from '../../contract/integrations';
import { outcome, type LogChoices, type LogQuery } from '../../contract/log';
import { useTexts } from '../texts';
import { toLocalTime, toTimestamp } from './local-time';

export const filterNames = [
  'integration',
  'outcome',
  'action',
  'subjectType',
  'subject',
  'from',
  'to',
] as const;

interface LogFiltersProps extends UrlFilters<LogQuery, (typeof filterNames)[number]> {
  integrations: readonly Pick<Card, 'name' | 'title'>[];
  choices: LogChoices;
  /** A list of choices is opened. */
  onOpen: () => void;
}

const draftOf = ({ from, to }: Pick<LogQuery, 'from' | 'to'>) => ({
  from: toLocalTime(from),
  to: toLocalTime(to),
});

interface Option {
  value: string;
  label: string;
}

/** What is filtered by stays among the options, whatever the newest calls are. */
const withChosen = (options: readonly Option[], chosen: string | undefined): readonly Option[] =>
  chosen === undefined || options.some(({ value }) => value === chosen)
    ? options
    : [...options, { value: chosen, label: chosen }];

/** By time once it is submitted; by everything else at once. */
export const LogFilters = ({
  integrations,
  choices,
  onOpen,
  query,
  isFiltered,
  change,
  clear,
}: LogFiltersProps) => {
  const t = useTexts();
  const actionText = useNameText('integrations.action');
  // As the times of the calls are shown.
  const place = placeOf(browserZone());
  const [draft, setDraft] = React.useState(() => draftOf(query));
  const { action, subject, from, to } = query;
  // Depends on these two alone: choosing from a list keeps what was typed and not submitted.
  React.useEffect(() => setDraft(draftOf({ from, to })), [from, to]);

  const actions = choices.actions.map((value) => ({ value, label: actionText(value) }));
  const subjects = choices.subjects.map(({ documentId, title }) => ({
    value: documentId,
    label: title ?? documentId,
  }));
  const chooseSubject = (documentId: string): void => {
    const chosen = choices.subjects.find((each) => each.documentId === documentId);
    change({ subject: documentId, subjectType: chosen?.type ?? '' });
  };
  const submit = (): void => change({ from: toTimestamp(draft.from), to: toTimestamp(draft.to) });

  return (
    <FilterBar label={t('filters.title')} onSubmit={submit}>
      <SelectFilter
        label={t('log.integration')}
        value={query.integration}
        options={integrations.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(integration) => change({ integration })}
      />
      <SelectFilter
        label={t('log.outcome')}
        value={query.outcome}
        options={outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={(value) => change({ outcome: value })}
      />
      <SelectFilter
        label={t('log.action')}
        value={action}
        options={withChosen(actions, action)}
        onChange={(value) => change({ action: value })}
        onOpen={onOpen}
      />
      <SelectFilter
        label={t('log.subject')}
        value={subject}
        options={withChosen(subjects, subject)}
        onChange={chooseSubject}
        onOpen={onOpen}
      />
      {/* Stay together where the line is broken. */}
      <Flex gap={4} wrap="wrap" alignItems="flex-end">
        {(['from', 'to'] as const).map((name) => (
          <Field.Root key={name} name={name}>
            <Field.Label>{t(`filters.${name}`, { place })}</Field.Label>
            <LocalTimeInput
              size="S"
              value={draft[name]}
              onChange={({ value }) => setDraft((before) => ({ ...before, [name]: value }))}
            />
          </Field.Root>
        ))}
      </Flex>
      <Button type="submit" variant="secondary">
        {t('filters.apply')}
      </Button>
      {isFiltered && (
        <Button variant="tertiary" onClick={clear}>
          {t('filters.clear-all')}
        </Button>
      )}
    </FilterBar>
  );
};
